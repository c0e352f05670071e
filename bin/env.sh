# Sourced by the scripts beside it: where builds go, how the Swift tools are called, when a build is due.
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
: "${HOME:=$(getent passwd "$(id -u)" | cut -d: -f6)}"
export HOME
# Outside the clone, so that a second clone need not build the dependencies again. Two builds at once wait for each other.
cache="${ISTHMUS_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/isthmus}"
debug="$cache/debug"
release="$cache/release"
debug_binary="$debug/debug/isthmus"
release_binary="$release/release/isthmus"

# Puts Swift into PATH when it is installed but not there.
find_swift() {
    local folder
    command -v swift >/dev/null && return
    for folder in /opt/swift/usr/bin "$HOME/.local/share/swiftly/bin" \
        "$HOME"/.local/share/swiftly/toolchains/*/usr/bin; do
        if [ -x "$folder/swift" ]; then
            PATH="$folder:$PATH"
            return
        fi
    done
    return 1
}

# Deterministic hashing keeps the build plan, and so the build, the same from run to run; never for a server.
swift_tool() {
    find_swift || { echo "Swift is not installed; bin/setup says how to get it." >&2; return 127; }
    SWIFT_DETERMINISTIC_HASHING=1 SWIFT_BACKTRACE=enable=no swift "$@"
}

# Any other flags would have everything built anew: every script builds through these two.
build_debug() {
    swift_tool build --package-path "$root" --scratch-path "$debug" --build-tests -debug-info-format none "$@"
}

# Notes which clone was built and when it began: what changes during the build is built the next time.
build_release() {
    local stamp="$release/built"
    mkdir -p "$release"
    echo "$root" > "$stamp.new"
    swift_tool build --package-path "$root" --scratch-path "$release" -c release --product isthmus "$@" || return
    mv "$stamp.new" "$stamp"
}

# Whether the release build is this clone's and no source is younger. A file that went away makes its folder younger.
release_is_current() {
    local stamp="$release/built" builder changed
    [ -x "$release_binary" ] && [ -r "$stamp" ] || return
    read -r builder < "$stamp" && [ "$builder" = "$root" ] || return
    changed="$(find "$root/Sources" "$root/Package.swift" -newer "$stamp" -print -quit)"
    [ -z "$changed" ]
}
