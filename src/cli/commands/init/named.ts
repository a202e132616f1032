import { Failure } from '../../terminal/Failure.js';

/** The manifest that a product is to lie under, as the command names it. */
export interface Named {
  /** The field of data-product.yaml that will name it. */
  readonly tier: 'domain' | 'platform';
  /** The domain, or the name of the manifest of a centralized platform; null for the one that there is. */
  readonly name: string | null;
  /** null: the one that stands. */
  readonly version: string | null;
  /** Where it was named by its ref. */
  readonly ref: string | null;
}

const VERSION = /^v?(\d.*)$/;

/** `sales:v2.1.0`, `sales@2.1.0`, `sales`; of a platform `v1.0.0` alone too; or an oci:// ref. */
function read(tier: Named['tier'], text: string): Named {
  if (text.startsWith('oci://')) return { tier, name: null, version: null, ref: text };
  const alone = VERSION.exec(text)?.[1];
  if (tier === 'platform' && alone !== undefined) return { tier, name: null, version: alone, ref: null };
  const [, name, version] = /^([a-z\d][\w-]*)(?:[:@]v?(\d[^:@]*))?$/.exec(text) ?? [];
  if (name !== undefined) return { tier, name, version: version ?? null, ref: null };
  const shape = tier === 'domain' ? '--domain=sales:v2.1.0' : '--platform=v1.0.0';
  throw new Failure(2, `"${text}" names no ${tier}: expected e.g. ${shape}, or an oci:// ref.`);
}

/** What `--domain` or `--platform` names. Throws Failure 2 for neither, for both, and for what names nothing. */
export function named({ domain, platform }: { readonly domain?: string; readonly platform?: string }): Named {
  if (domain !== undefined && platform === undefined) return read('domain', domain);
  if (platform !== undefined && domain === undefined) return read('platform', platform);
  throw new Failure(
    2,
    'name the platform of the product: --domain=sales:v2.1.0 in a data mesh, else --platform=v1.0.0.',
  );
}

/** Throws Failure 1 where a domain was named and what is found is a centralized platform, or the other way round. */
export function mustBeOfTier(tier: Named['tier'], scope: string, ref: string): void {
  if ((scope === 'platform') === (tier === 'platform')) return;
  const is =
    scope === 'platform'
      ? 'a centralized platform: name it by --platform'
      : `of the scope ${scope}: name a domain by --domain`;
  throw new Failure(1, `${ref} is ${is}.`);
}
