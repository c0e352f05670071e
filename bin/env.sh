# Sourced by the scripts beside it: where builds go, and settings of the Swift tools alone.
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
cache="${ISTHMUS_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/isthmus}"
export SWIFT_BACKTRACE=enable=no

swift_tool() { # deterministic hashing keeps the build plan, and so the build, the same from run to run
    SWIFT_DETERMINISTIC_HASHING=1 swift "$@"
}
