export declare function missingThings(command: string, nodeVersion?: string): string[];
