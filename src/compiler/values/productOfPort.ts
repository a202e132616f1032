/** `marketing.campaign-attribution` of `marketing.campaign-attribution.customer_interactions`. */
export const productOfPort = (portFqn: string): string => portFqn.split('.').slice(0, 2).join('.');
