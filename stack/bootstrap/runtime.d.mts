export declare function findRuntime(repository: string, hostVersion?: string): string | undefined;
