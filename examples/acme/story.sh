#!/usr/bin/env bash
# The story of a product, from a platform's manifest to a grant that somebody made by hand, told by running it:
#
#   npm ci && examples/acme/story.sh
#
# A registry, an OpenID Connect provider, PostgreSQL and the catalog start on free ports of this machine. The platform team
# and sales publish their manifests; a product begins, compiles, is published and runs on DuckDB; the catalog knows what was
# seen; Polaris gets namespaces and grants; Cube's compiler reads the product's model. Each step prints one line, and is held
# to what it should do: the first that does not ends the story with 1. What was started is ended, what was written removed.
#
# Needs `docker-registry` (Debian's package of that name) and `curl`. Polaris is left out where the documents are not beside
# the project that its server is made from, Cube where its compiler cannot be had from npm.
set -euo pipefail

acme=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
root=$(cd "$acme/../.." && pwd -P)

# --- How the story is told --------------------------------------------------------------------------------------------

steps=0
tell() { printf '%2d  %s\n' $((steps += 1)) "$1"; }
leave_out() { printf ' -  %s\n' "$1"; }
fail() {
  printf 'story: %s\n' "$1" >&2
  exit 1
}

# Runs a command, keeps what it says in $said, and fails where it does not end with this code.
ends_with() {
  local code=$1 got=0
  shift
  said=$("$@" 2>&1) || got=$?
  [ "$got" = "$code" ] || fail "\`$*\` ended with $got, not with $code:"$'\n'"$said"
}
works() { ends_with 0 "$@"; }

# Fails where what was said last lacks one of these texts.
says() {
  local text
  for text in "$@"; do
    [[ $said == *"$text"* ]] || fail "\"$text\" is not in what was said:"$'\n'"$said"
  done
}

# `floe` as it was built; `as sales floe ...` is floe in the name of the team's client at the provider.
floe() { node "$root/dist/floe.js" "$@"; }
as() { FLOE_CLIENT_ID=$1-pipeline "${@:2}"; }

# What an address answers, and what the catalog answers to a query of GraphQL.
fetch() { curl --silent --show-error --fail-with-body --noproxy '*' "$@"; }
ask() { fetch "$FLOE_CATALOG_URL/graphql" --json "$(node -p 'JSON.stringify({ query: process.argv[1] })' "$1")" "${@:2}"; }

# The access token in what was said last, as a header.
bearer() { node -p '`authorization: Bearer ${JSON.parse(process.argv[1]).access_token}`' "$said"; }

# --- What starts ------------------------------------------------------------------------------------------------------

for program in docker-registry curl; do
  command -v $program > /dev/null || fail "$program is not installed; on Debian: apt-get install $program"
done
[ -e "$root/dist/floe.js" ] || fail "nothing is built here: npm ci"
unset FLOE_TOKEN FLOE_CLIENT_ID FLOE_AUDIENCE FLOE_REGISTRY "${!POLARIS_@}" # the story says itself who asks, and where

folder=$(mktemp -d)
export DOCKER_CONFIG=$folder/docker XDG_CONFIG_HOME=$folder/config NO_COLOR=1
end() {
  [ -z "${servers:-}" ] || { exec {tell_servers}>&- && wait "$servers" || true; } # they end where nobody speaks to them
  rm -rf "$folder"
}
trap end EXIT

set -m # a process group of their own: Ctrl-C ends this script, which ends them
coproc SERVERS { cd "$root" && exec node --import tsx test/support/storyServers.ts 2> "$folder/servers.log"; }
set +m
servers=$SERVERS_PID
exec {tell_servers}>&"${SERVERS[1]}" {hear_servers}<&"${SERVERS[0]}"
eval "exec ${SERVERS[0]}<&- ${SERVERS[1]}>&-"
while read -r line <&"$hear_servers" && [ "$line" != ready ]; do export "${line?}"; done
[ "${line:-}" = ready ] || fail "the servers did not start:"$'\n'"$(cat "$folder/servers.log")"
works fetch "$FLOE_CATALOG_URL/readyz"
tell "A registry, an OpenID Connect provider, PostgreSQL and the catalog are up."

# --- The platform and its domain --------------------------------------------------------------------------------------

# The documents beside this script, with the registry that is here in place of Acme's.
cp -R "$acme" "$folder/acme"
grep -rl oci://registry.acme.com "$folder/acme" | xargs sed -i.bak "s|oci://registry.acme.com|oci://$REGISTRY|g"
cd "$folder/acme"

ends_with 2 as sales floe platform publish v1.0.0 enterprise-manifest.yaml --registry "oci://$REGISTRY"
says FORBIDDEN
ends_with 22 fetch "http://$REGISTRY/v2/enterprise-platform/tags/list" # nothing was pushed
works as platform floe platform publish v1.0.0 enterprise-manifest.yaml --registry "oci://$REGISTRY"
works as sales floe platform publish v2.1.0 domains/sales/domain-manifest.yaml --registry "oci://$REGISTRY"
works floe platform pull "oci://$REGISTRY/domains/sales-platform:v2.1.0" -o "$folder/pulled.yaml"
cmp "$folder/pulled.yaml" domains/sales/domain-manifest.yaml || fail "another manifest came back than was pushed"

works fetch --head --header 'accept: application/vnd.oci.image.manifest.v1+json' \
  "http://$REGISTRY/v2/enterprise-platform/manifests/v1.0.0"
digest=$(grep -oE 'sha256:[0-9a-f]{64}' <<< "$said" | head -1)
works ask '{ manifest(name: "acme-enterprise", version: "1.0.0") { artifactDigest } }'
says "\"artifactDigest\":\"$digest\""
tell "The manifests of the enterprise and of sales are in the registry and, by the same digest, in the catalog."

# Another catalog, which nobody asks who he is, knows of nothing yet.
FLOE_CATALOG_URL=$OTHER_CATALOG_URL works floe platform publish v2.1.0 domains/sales/domain-manifest.yaml --no-push
FLOE_CATALOG_URL=$OTHER_CATALOG_URL works ask '{ manifest(name: "sales-domain") { parent { name artifactDigest } } }'
says "\"parent\":{\"name\":\"acme-enterprise\",\"artifactDigest\":\"$digest\"}"
tell "An empty catalog that is given the manifest of sales pulls that of the enterprise from the registry."

# --- A product begins, compiles, is published -------------------------------------------------------------------------

cd "$folder"
works floe init customer-churn --domain=sales:v2.1.0
works as sales floe compile customer-churn
tell "floe init made sales.customer-churn, which compiles."

works as sales floe products publish customer-churn --push --registry "oci://$REGISTRY"
works as sales floe products publish customer-churn --push --registry "oci://$REGISTRY"
says "stood in the registry with this content already" "is unchanged"
works as sales floe products publish acme/domains/sales/products/customer-360
tell "It is pushed and published, and unchanged the second time; sales.customer-360 is published beside it."

# --- It runs, and the catalog knows -----------------------------------------------------------------------------------

works as sales floe run customer-churn --engine duckdb
says "✓ model sales_gold_customer_churns" "of sales.customer-churn succeeded"
works as sales floe run acme/domains/sales/products/customer-360 --engine duckdb
says "✓ model sales_gold_customers" "of sales.customer-360 succeeded"
tell "Both ran on DuckDB, from the rows that they ship to the tables of their output ports."

works ask '{ runs(product: "sales.customer-churn") { nodes { status steps { name status } } } }'
says '{"data":{"runs":{"nodes":[{"status":"SUCCEEDED","steps":' '{"name":"observe","status":"SUCCEEDED"}' \
  '{"name":"model sales_gold_customer_churns","status":"SUCCEEDED"}'
works ask '{ observations(port: "sales.customer-churn.customer_churns") { nodes { metric observed } } }'
says '{"metric":"availability","observed":"up"}' '{"metric":"freshness","observed":' \
  '{"metric":"completeness","observed":"100%"}' '{"metric":"uniqueness","observed":"100%"}'
tell "The catalog has the runs with their steps, and what was seen of the ports: availability, freshness, quality."

works ask '{ slaBreaches { nodes { port { fqn } metric } } }'
says '{"data":{"slaBreaches":{"nodes":[]}}}'
two_days_ago=$(node -p 'new Date(Date.now() - 48 * 3_600_000).toISOString()')
works as sales floe observe sales.customer-churn.customer_churns --data-at "$two_days_ago"
works ask '{ slaBreaches { nodes { port { fqn } metric } } }'
says '{"port":{"fqn":"sales.customer-churn.customer_churns"},"metric":"freshness"}'
tell "No promise is broken; where monitoring sees rows of two days ago, the catalog tells of a breach."

works ask '{ lineage(of: "sales.customer-churn.customer_churns/customer_churn_id", direction: UPSTREAM, level: COLUMN) {
  edges { from to how } } }'
says '"to":"sales.customer-churn.customer_churns/customer_churn_id","how":"IDENTITY"' \
  '"from":"sales.customer-churn.customer_churn_source/id"'
works floe lineage sales.customer-360.customers/email --direction upstream --level column
says sales.customer-360.crm_data/email
tell "It knows which column of a source each column of a port is made of."

# --- Polaris ----------------------------------------------------------------------------------------------------------

if [ -n "${POLARIS_URL:-}" ]; then
  works as platform floe platform deploy
  says "+ namespace sales.gold" "+ grant domain:sales on sales.gold: READ_WRITE" "made and read back"

  # What Polaris itself says, to an administrator who asks it.
  works fetch "$POLARIS_URL/api/catalog/v1/oauth/tokens" --data "client_id=$POLARIS_CLIENT_ID" \
    --data "client_secret=$POLARIS_CLIENT_SECRET" --data grant_type=client_credentials --data scope=PRINCIPAL_ROLE:ALL
  administrator=$(bearer)
  roles=$POLARIS_URL/api/management/v1/catalogs/$POLARIS_CATALOG/catalog-roles
  works fetch --header "$administrator" "$POLARIS_URL/api/catalog/v1/$POLARIS_CATALOG/namespaces?parent=sales"
  says '["sales","bronze"]' '["sales","silver"]' '["sales","gold"]'
  works fetch --header "$administrator" "$roles/domain:sales/grants"
  says '"namespace":["sales","gold"],"privilege":"TABLE_WRITE_DATA"'
  tell "Polaris has the namespaces and grants that the catalog asks for."

  works as platform floe platform deploy
  says "All stands as the catalog asks for it."
  works as platform floe platform drift
  tell "Deploying again changes nothing, and nothing differs."

  works fetch --header "$administrator" "$roles" --json '{ "catalogRole": { "name": "intruder" } }'
  works fetch --header "$administrator" --request PUT "$roles/intruder/grants" --json \
    '{ "grant": { "type": "namespace", "namespace": ["sales", "gold"], "privilege": "TABLE_READ_DATA" } }'
  ends_with 1 as platform floe platform drift
  says "? foreign grant intruder on sales.gold: TABLE_READ_DATA"
  works fetch --user "platform-pipeline:$FLOE_CLIENT_SECRET" "$FLOE_ISSUER/token" \
    --data grant_type=client_credentials --data "scope=$FLOE_SCOPE"
  works ask '{ catalogDrift(domain: "sales") { kind path } }' --header "$(bearer)"
  says '{"kind":"FOREIGN","path":"grant intruder on sales.gold"}'
  works as platform floe platform deploy --prune
  works as platform floe platform drift
  tell "A grant that was made by hand showed as drift, until a deployment with --prune revoked it."
else
  leave_out "Polaris is left out: the OpenAPI documents that its server is made from are not beside the project."
fi

# --- Cube -------------------------------------------------------------------------------------------------------------

works as sales floe products export acme/domains/sales/products/customer-360 --format cube --output cubes.yml
cd "$root"
status=0
said=$(node --import tsx test/support/storyCubes.ts "$folder/cubes.yml" 2>&1) || status=$?
if [ $status = 3 ] && [ "${PROGRAMS:-}" != all ]; then # CI leaves nothing out
  leave_out "Cube is left out: its compiler is not here, and npm's registry cannot be reached."
else
  [ $status = 0 ] || fail "Cube's compiler does not take the model of sales.customer-360: $said"
  says "customer_360_customers: " customer_360_customers.lifetime_value customer_360_customers.count
  tell "Cube's compiler takes the model of sales.customer-360."
fi

echo "story: all of it is so, told in $SECONDS seconds"
