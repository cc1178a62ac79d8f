export declare function atLeast(version: string, wanted: string): boolean;
