export interface Jdk {
  home: string;
  major: number;
}
export declare function chooseJdk(wanted?: number, candidates?: Iterable<string>): Jdk | undefined;
export declare function majorOf(releaseFile: string): number | undefined;
