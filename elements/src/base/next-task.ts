/**
 * Lets the browser paint and listen before the work goes on. The few elements that are a large part of a page render for the
 * first time in a task of their own: no start of a page blocks it for long, on a slow phone either.
 */
export const nextTask = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
