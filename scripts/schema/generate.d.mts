/** Makes the tables and validators that the core reads, unless they are what they would become. */
export function generateSchemas(): Promise<void>;
