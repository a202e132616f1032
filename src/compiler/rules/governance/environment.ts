const PRODUCTION = ['production', 'prod'];

/** Decision 20: everything but production is an environment in which masked columns are masked. */
export const isProduction = (environment: string): boolean => PRODUCTION.includes(environment.toLowerCase());
