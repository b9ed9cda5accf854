#!/bin/sh
# Makes keys and secrets, once: .env for compose, metrics.key for Prometheus. Neither is for a repository.
set -eu
umask 077
cd "$(dirname "$0")"
if [ -e .env ]; then
  echo "There is an .env already; delete it to make new keys." >&2
  exit 1
fi

# The first line is the key, the last is what lets it in.
new_key() {
  ../../reprise key new --id "$1" --role "$2"
}
admin="$(new_key admin admin)"
functions="$(new_key functions operate)"
metrics="$(new_key metrics read)"
key() { printf '%s\n' "$1" | head -n 1; }
line() { printf '%s\n' "$1" | tail -n 1; }
random() { head -c "$1" /dev/urandom | od -An -tx1 | tr -d ' \n'; }

# Prometheus is another user in its container, and reads it there.
key "$metrics" > metrics.key
chmod 644 metrics.key
cat > .env <<EOT
KAFKA_CLUSTER_ID=$(head -c 16 /dev/urandom | base64 | tr '+/' '-_' | tr -d '=')
REPRISE_SECRETS=$(random 32)
REPRISE_API_KEYS=$(line "$admin"),$(line "$functions"),$(line "$metrics")
ADMIN_KEY=$(key "$admin")
FUNCTIONS_KEY=$(key "$functions")
GRAFANA_PASSWORD=$(random 12)
EOT
echo "Made .env and metrics.key. The key of an administrator is ADMIN_KEY in .env."
