#!/usr/bin/env bash
# OCI: references to images and artifacts, taken apart by three packages.
# Expected: localhost/orders names a registry, as the reference grammar of distribution says; a digest is a digest;
#   any number of path segments is allowed.
# Happens: docker-parse-image takes localhost for a namespace, a digest for a tag and a path of four segments for
#   nothing. The other two agree on these; but one of them adds docker.io where no registry is named, which holds for
#   Docker alone.
# Versions: docker-parse-image 3.0.1, parse-docker-image-name 3.0.0, @swimlane/docker-reference 2.0.1.
# So: what is pinned by digest must come back with the digest: test a parser with name@sha256 and name:tag@sha256
#   first, and do not add docker.io to references of a data platform.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact \
  docker-parse-image@3.0.1 parse-docker-image-name@3.0.0 @swimlane/docker-reference@2.0.1
npm pkg get dependencies

cat >run.mjs <<'JS'
import dockerParseImage from 'docker-parse-image';
import parseDockerImageName from 'parse-docker-image-name';
import reference from '@swimlane/docker-reference';

const digest = `sha256:${'0'.repeat(64)}`;
const short = (text) => text?.replace('0'.repeat(64), '0…') ?? '-';
const readers = {
  'docker-parse-image': (text) => {
    const { registry, namespace, repository, tag } = dockerParseImage(text);
    return [registry, [namespace, repository].filter(Boolean).join('/'), tag, undefined];
  },
  'parse-docker-image-name': (text) => {
    const { domain, path, tag, digest: hash } = parseDockerImageName(text);
    return [domain, path, tag, hash];
  },
  'docker-reference': (text) => {
    const { domain, repository, tag, digest: hash } = reference.parseAll(text);
    return [domain, repository, tag, hash];
  },
};
for (const text of ['localhost/orders', `ghcr.io/acme/orders@${digest}`, `ghcr.io/acme/orders:1.0@${digest}`, 'sales/eu/gold/orders:1.0']) {
  console.log(short(text));
  for (const [name, read] of Object.entries(readers)) {
    try {
      const [registry, path, tag, hash] = read(text);
      console.log(`  ${name}: registry ${registry ?? '-'}, path ${path}, tag ${short(tag)}, digest ${short(hash)}`);
    } catch {
      console.log(`  ${name}: nothing`);
    }
  }
}
JS
cat >stated.txt <<'OUT'
localhost/orders
  docker-parse-image: registry -, path localhost/orders, tag -, digest -
  parse-docker-image-name: registry localhost, path orders, tag -, digest -
  docker-reference: registry localhost, path orders, tag -, digest -
ghcr.io/acme/orders@sha256:0…
  docker-parse-image: registry ghcr.io, path acme/orders, tag sha256:0…, digest -
  parse-docker-image-name: registry ghcr.io, path acme/orders, tag -, digest sha256:0…
  docker-reference: registry ghcr.io, path acme/orders, tag -, digest sha256:0…
ghcr.io/acme/orders:1.0@sha256:0…
  docker-parse-image: registry ghcr.io, path acme/orders, tag 1.0@sha256:0…, digest -
  parse-docker-image-name: registry ghcr.io, path acme/orders, tag 1.0, digest sha256:0…
  docker-reference: registry ghcr.io, path acme/orders, tag 1.0, digest sha256:0…
sales/eu/gold/orders:1.0
  docker-parse-image: nothing
  parse-docker-image-name: registry -, path sales/eu/gold/orders, tag 1.0, digest -
  docker-reference: registry docker.io, path sales/eu/gold/orders, tag 1.0, digest -
OUT

node run.mjs | tee seen.txt
diff stated.txt seen.txt || { echo "changed: < was stated, > was seen"; exit 1; }
echo "as stated"
