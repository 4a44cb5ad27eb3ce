import type { Browser } from 'playwright-core';

export const viewport: { readonly width: number; readonly height: number };

export function launchBrowser(): Promise<Browser>;
