/** Makes the tables that the core reads, unless they are what they would become. */
export function generateSchemas(): Promise<void>;
