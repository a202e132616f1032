#!/usr/bin/env bash
# Sizes of data: "10 GiB" and the like, read and written by the common packages.
# Expected: 1 GiB is 2^30 bytes to every reader that takes it, and a unit that a reader does not know is no number.
# Happens: bytes knows KB to PB only (of 1024 each) and reads 1GiB, 10G and 1EB as 1, 10 and 1 byte. Of three writers
#   two print 10^9 bytes as 1 GB and one as 953.67MB, so what one wrote another reads as seven percent more.
# Versions: bytes 3.1.2, filesize-parser 1.5.2, filesize 11.0.30, pretty-bytes 7.2.0.
# So: keep sizes of ports and quotas as integers of bytes; take a text only by a grammar of your own that refuses what
#   it does not know.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact \
  bytes@3.1.2 filesize-parser@1.5.2 filesize@11.0.30 pretty-bytes@7.2.0
npm pkg get dependencies

cat >run.mjs <<'JS'
import bytes from 'bytes';
import parse from 'filesize-parser';
import { filesize } from 'filesize';
import prettyBytes from 'pretty-bytes';

for (const text of ['1GB', '1GiB', '10G', '1EB', '1.5 TB']) console.log(`${text}: bytes ${bytes.parse(text)}, filesize-parser ${parse(text)}`);
console.log(`10^9 bytes: bytes ${bytes.format(1e9)}, filesize ${filesize(1e9)}, pretty-bytes ${prettyBytes(1e9)}`);
console.log('pretty-bytes read by bytes:', bytes.parse(prettyBytes(1e9)));
JS
cat >stated.txt <<'OUT'
1GB: bytes 1073741824, filesize-parser 1073741824
1GiB: bytes 1, filesize-parser 1073741824
10G: bytes 10, filesize-parser 10737418240
1EB: bytes 1, filesize-parser 1152921504606847000
1.5 TB: bytes 1649267441664, filesize-parser 1649267441664
10^9 bytes: bytes 953.67MB, filesize 1 GB, pretty-bytes 1 GB
pretty-bytes read by bytes: 1073741824
OUT

node run.mjs | tee seen.txt
diff stated.txt seen.txt || { echo "changed: < was stated, > was seen"; exit 1; }
echo "as stated"
