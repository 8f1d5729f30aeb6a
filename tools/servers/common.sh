# Sourced by tools/kafka and its like: servers for development and tests, from package registries, without Docker.
# Everything lies in $SLIPSTREAM_SERVERS (default: ~/.cache/slipstream/servers); only processes started here are ended.
servers=${SLIPSTREAM_SERVERS:-${XDG_CACHE_HOME:-$HOME/.cache}/slipstream/servers}
maven_repository=${MAVEN_REPOSITORY:-https://repo.maven.apache.org/maven2}

die() { echo "$(basename "$0"): $*" >&2; exit 1; }

# need_java MAJOR: a Java of at least that version is on the path.
need_java() {
  command -v java >/dev/null || die "Java $1 or newer is needed and there is none: apt-get install openjdk-17-jre-headless"
  local found
  found=$(java -version 2>&1 | sed -nE '1s/.*"([0-9]+).*/\1/p')
  [ "${found:-0}" -ge "$1" ] || die "Java $1 or newer is needed; this is $(java -version 2>&1 | head -n 1)"
}

# fetch_jars LIST FOLDER [COMMAND…]: the files of the list, each checked, into a folder that is whole or not there; the
# command, run in it before it is there, unpacks them or adds to them.
fetch_jars() {
  local list=$1 folder=$2 work urls=()
  [ -d "$folder" ] && return
  echo "Fetching $(basename "$folder") (once)" >&2
  mkdir -p "$(dirname "$folder")"
  work=$(mktemp -d "$folder.XXXXXX") || die "cannot write to $(dirname "$folder")"
  while read -r _ path; do urls+=(-O "$maven_repository/$path"); done < <(grep -v '^#' "$list")
  (cd "$work" && curl --fail --no-progress-meter --retry 3 --parallel --parallel-max 8 "${urls[@]}") || { rm -rf "$work"; die "cannot fetch from $maven_repository"; }
  grep -v '^#' "$list" | sed -E 's|  .*/|  |' | (cd "$work" && sha256sum --check --quiet -) || { rm -rf "$work"; die "a fetched file is not the one expected"; }
  [ $# -lt 3 ] || (cd "$work" && "${@:3}") || { rm -rf "$work"; die "cannot prepare $(basename "$folder")"; }
  # Somebody else may have been quicker.
  mv -T "$work" "$folder" 2>/dev/null || { rm -rf "$work"; [ -d "$folder" ] || die "cannot write $folder"; }
}

# free_ports N: so many TCP ports of 127.0.0.1 that nobody uses now.
free_ports() {
  python3 -c '
import socket, sys
sockets = [socket.socket() for _ in range(int(sys.argv[1]))]
for each in sockets: each.bind(("127.0.0.1", 0))
print(*[each.getsockname()[1] for each in sockets])' "$1"
}

answers() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# start_time PID: by which it differs from another process that later has its number; nothing if it has ended.
start_time() { sed -nE 's/^.*\) [^Z] ([^ ]+ ){18}([^ ]+) .*/\2/p' "/proc/$1/stat" 2>/dev/null; }
# note_process PID PIDFILE
note_process() { echo "$1 $(start_time "$1")" >"$2"; }

# is_running PIDFILE: the process noted there, and no other.
is_running() {
  local pid began
  [ -f "$1" ] && read -r pid began <"$1" && [ -n "$began" ] && [ "$(start_time "$pid")" = "$began" ]
}

# wait_for PORT PIDFILE LOG [COMMAND…]: until the process answers at its port, or the command succeeds; dies with its log's
# end if it ended or takes a minute.
wait_for() {
  local tries ready=("${@:4}")
  [ $# -gt 3 ] || ready=(answers "$1")
  for ((tries = 0; tries < 240; tries++)); do
    is_running "$2" || { tail -n 20 "$3" >&2; die "it ended while starting; all it said: $3"; }
    "${ready[@]}" && return
    sleep 0.25
  done
  die "no answer on port $1 after a minute; what it said: $3"
}

# end_processes PIDFILE…: asks all, waits for up to 20 s, then ends them.
end_processes() {
  local file tries pid
  for file in "$@"; do is_running "$file" && read -r pid _ <"$file" && { kill "$pid" 2>/dev/null || true; }; done
  for file in "$@"; do
    for ((tries = 0; tries < 80; tries++)); do is_running "$file" || break; sleep 0.25; done
    is_running "$file" && read -r pid _ <"$file" && { kill -9 "$pid" 2>/dev/null || true; }
    rm -f "$file"
  done
  return 0
}
