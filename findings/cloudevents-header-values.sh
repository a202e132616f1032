#!/usr/bin/env bash
# CloudEvents: attributes with spaces, percent signs or umlauts in the binary HTTP mode of the JavaScript SDK.
# Expected: they are percent-encoded in the headers and decoded by the reader, as the HTTP binding says (section
#   3.1.3.2).
# Happens: values go into the headers as they are, and encoded ones from another SDK are not decoded. A subject
#   outside Latin-1 makes Node refuse the headers; one within it arrives as other characters at a reader that keeps to
#   the binding.
# Versions: cloudevents 10.0.0.
# So: between SDKs use the structured mode, or keep subjects and extensions (names of products, owners) to unreserved
#   ASCII.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact cloudevents@10.0.0
npm pkg get dependencies

cat >run.mjs <<'JS'
import { validateHeaderValue } from 'node:http';
import { CloudEvent, HTTP } from 'cloudevents';

for (const subject of ['Kaffee 50 %', 'Größe', 'Цена']) {
  const { headers } = HTTP.binary(new CloudEvent({ id: '1', source: '/catalog', type: 'product.published', subject }));
  const encoded = encodeURIComponent(subject);
  const read = HTTP.toEvent({ headers: { ...headers, 'ce-subject': encoded }, body: '' });
  let sent = 'Node takes it';
  try {
    validateHeaderValue('ce-subject', headers['ce-subject']);
  } catch (error) {
    sent = error.code;
  }
  console.log(`${subject} | header: ${headers['ce-subject']} (${sent}) | ${encoded} is read as ${read.subject}`);
}
JS
cat >stated.txt <<'OUT'
Kaffee 50 % | header: Kaffee 50 % (Node takes it) | Kaffee%2050%20%25 is read as Kaffee%2050%20%25
Größe | header: Größe (Node takes it) | Gr%C3%B6%C3%9Fe is read as Gr%C3%B6%C3%9Fe
Цена | header: Цена (ERR_INVALID_CHAR) | %D0%A6%D0%B5%D0%BD%D0%B0 is read as %D0%A6%D0%B5%D0%BD%D0%B0
OUT

node run.mjs | tee seen.txt
diff stated.txt seen.txt || { echo "changed: < was stated, > was seen"; exit 1; }
echo "as stated"
