#!/bin/sh
# From a fresh clone with empty package caches to the first judged submission, in seconds.
#
#   tests/fresh_clone.sh                 as whoever runs it
#   tests/fresh_clone.sh --user nobody   as a plain user, the clone below a folder of mode 0700 (needs root)
#   tests/fresh_clone.sh --keep          leave the clone where it is
#
# Other arguments go to `manage.py up`, for example --no-apt.
set -eu

user= keep= options=
while [ $# -gt 0 ]; do
    case $1 in
        --user) user=$2; shift ;;
        --keep) keep=yes ;;
        *) options="$options $1" ;;
    esac
    shift
done

source_folder=$(cd "$(dirname "$0")/.." && pwd)
home=$(mktemp -d "${TMPDIR:-/tmp}/lossless-fresh-XXXXXX")
site=$home/site
log=$home/up.log
site_pid=
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
url=http://127.0.0.1:$port

# Nothing of the caller's caches or settings but how this machine reaches its package index.
as_user() {
    set -- env -u LOSSLESS_VAR -u LOSSLESS_REDIS_URL -u LOSSLESS_DATABASE_URL -u LOSSLESS_STORAGE \
        HOME="$home" XDG_CACHE_HOME="$home/cache" PIP_CACHE_DIR="$home/cache/pip" \
        npm_config_cache="$home/cache/npm" "$@"
    if [ -n "$user" ]; then
        set -- setpriv --reuid "$user" --regid "$(id -g "$user")" --clear-groups "$@"
    fi
    exec "$@"
}

now() { python3 -c 'import time; print(time.time())'; }
since() { python3 -c 'import sys, time; print(f"{time.time() - float(sys.argv[1]):.1f} s")' "$1"; }

stop() {
    [ -z "$site_pid" ] || { kill -TERM "$site_pid" 2>/dev/null || true; wait "$site_pid" 2>/dev/null || true; }
    site_pid=
}

clean_up() {
    stop
    if [ -n "$keep" ]; then
        echo "kept: $home"
    else
        [ ! -f "$site/manage.py" ] || (as_user python3 "$site/manage.py" reset --yes >/dev/null 2>&1) || true
        rm -rf "$home"
    fi
}
trap clean_up EXIT
trap 'exit 130' INT TERM

start() {
    (cd "$site" && as_user python3 manage.py up --port "$port" $options) >"$log" 2>&1 &
    site_pid=$!
    while ! curl -fs -o /dev/null --noproxy '*' "$url/"; do
        kill -0 "$site_pid" 2>/dev/null || { cat "$log"; echo "the site did not start"; exit 1; }
        sleep 0.2
    done
}

git clone -q --no-hardlinks "$source_folder" "$site"
chmod 700 "$home"
[ -z "$user" ] || chown -R "$user:$(id -g "$user")" "$home"
echo "clone:            $site, as ${user:-$(id -un)}"

begin=$(now)
start
echo "first page:       $(since "$begin")"

page=$(now)
while [ ! -f "$site/var/demo.json" ] || ! grep -q "is running" "$log"; do sleep 0.2; done
if grep -q "judge is not running" "$log"; then
    grep "judge is not running" "$log"
    exit 1
fi
verdict=$(python3 "$source_folder/tests/visitor.py" "$url" "$site/var/demo.json" lz77 \
    "$site/problems/packages/lz77/submissions/accepted/reference.py")
echo "reference judged: $(since "$page") after the page ($verdict)"

stop
begin=$(now)
start
echo "second up:        $(since "$begin")"
(cd "$site" && du -sh .venv frontend/node_modules var 2>/dev/null)
