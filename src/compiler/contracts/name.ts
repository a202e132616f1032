/**
 * The names that a contract may bear, best first (decision 15): the ADR's
 * `{provider domain}-to-{consumer domain}-{port with dashes}`, then with the consumer product, then the provider product.
 */
export function contractNameCandidates(providerPort: string, consumer: string): string[] {
  const [providerDomain = '', providerProduct = '', port = ''] = providerPort.split('.');
  const [consumerDomain = '', consumerProduct = ''] = consumer.split('.');
  const base = `${providerDomain}-to-${consumerDomain}-${port.replaceAll('_', '-')}`;
  const longer = `${base}-${consumerProduct}`;
  const longest = `${longer}-${providerProduct}`;
  return [base, longer, longest, ...Array.from({ length: 8 }, (_, index) => `${longest}-${index + 2}`)];
}

/** The first of the candidates that is not taken. Throws Error where all are. */
export function contractName(providerPort: string, consumer: string, isTaken: (name: string) => boolean): string {
  const name = contractNameCandidates(providerPort, consumer).find((each) => !isTaken(each));
  if (name === undefined) throw new Error(`every name for the contract of ${providerPort} with ${consumer} is taken`);
  return name;
}
