type Packages = Record<string, { version?: string; resolved?: string; optional?: boolean }>;
export declare function installPackages(repository: string): Promise<void>;
export declare function isInstalled(repository: string): boolean;
export declare function sameVersions(locked: Packages, installed: Packages): boolean;
