/** Who has this value in this claim is of this domain or team, or has this role. */
export interface ClaimRule {
  readonly claim: string;
  readonly value: string;
  readonly kind: 'domain' | 'team' | 'role';
  readonly name: string;
}
export type ClaimMapping = readonly ClaimRule[];

const RULE = /^([^=;>]+)=([^=;>]+)>\s*(domain|team|role):([^;>]+)$/;

/** `groups=dg-sales > domain:sales; groups=dg-platform > role:platform`. Throws Error with what is expected. */
export function readClaimRules(text: string): ClaimMapping {
  return text.split(';').map((each) => {
    const [, claim = '', value = '', kind, name = ''] = RULE.exec(each.trim()) ?? [];
    if (!kind) throw new Error('rules `claim=value > domain:name`, `> team:name` or `> role:name` with ; between them');
    return { claim: claim.trim(), value: value.trim(), kind: kind as ClaimRule['kind'], name: name.trim() };
  });
}
