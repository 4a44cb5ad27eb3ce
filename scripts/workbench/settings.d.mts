export const restrictedSettings: Readonly<Record<string, unknown>>;

export const withoutMarketplace: Readonly<Record<string, string>>;
