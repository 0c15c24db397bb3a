# Finds a Java 25 or later and exports JAVA_HOME. Sourced by ./mvnw and ./outlay, in any POSIX shell; starts no JVM.
#
# Before sourcing, OUTLAY_JAVA_KIND may be set to `jre` where a Java without compiler will do (the default is `jdk`),
# and OUTLAY_JAVA_EXIT to the code to exit with where none is found (the default is 1).
# Looked at, in this order: OUTLAY_JAVA_HOME, JAVA_HOME, `java` on PATH, then where systems and version managers
# put theirs. A folder counts when its `release` file says JAVA_VERSION 25 or later. OUTLAY_JAVA_HOME is an order,
# not a hint: where it names something else, that is an error.

outlay_java_least=25

# Whether folder $1 holds a Java that will do.
outlay_java_fits() {
    [ -x "$1/bin/java" ] && [ -r "$1/release" ] || return 1
    [ "${OUTLAY_JAVA_KIND:-jdk}" = jre ] || [ -x "$1/bin/javac" ] || return 1
    while IFS= read -r outlay_line || [ -n "$outlay_line" ]; do
        case $outlay_line in
            JAVA_VERSION=*)
                outlay_version=${outlay_line#JAVA_VERSION=}
                outlay_version=${outlay_version#\"}
                outlay_version=${outlay_version%%[!0-9]*}
                [ -n "$outlay_version" ] && [ "$outlay_version" -ge "$outlay_java_least" ]
                return
                ;;
        esac
    done <"$1/release"
    return 1
}

# Prints nothing; leaves the first fitting folder among its arguments in JAVA_HOME.
outlay_java_first() {
    for outlay_folder in "$@"; do
        if outlay_java_fits "$outlay_folder"; then
            JAVA_HOME=$outlay_folder
            return 0
        fi
    done
    return 1
}

outlay_java_on_path() {
    outlay_java=$(command -v java) && outlay_java=$(readlink -f "$outlay_java" 2>/dev/null) || return 1
    outlay_java_first "${outlay_java%/bin/java}"
}

outlay_java_elsewhere() {
    outlay_java_first \
        /usr/lib/jvm/*25* /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /opt/java/* /opt/jdk* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home \
        /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
        /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
        "${SDKMAN_DIR:-$HOME/.sdkman}"/candidates/java/* "$HOME"/.jdks/* "$HOME"/.jdks/*/Contents/Home \
        "${ASDF_DATA_DIR:-$HOME/.asdf}"/installs/java/* \
        "${MISE_DATA_DIR:-$HOME/.local/share/mise}"/installs/java/*
}

outlay_java_find() {
    if [ -n "${OUTLAY_JAVA_HOME:-}" ]; then
        outlay_java_first "$OUTLAY_JAVA_HOME" && return 0
        echo "outlay: OUTLAY_JAVA_HOME is $OUTLAY_JAVA_HOME, which holds no ${OUTLAY_JAVA_KIND:-jdk} of version" \
            "$outlay_java_least or later. Name another folder, or unset it to let one be found." >&2
        return 1
    fi
    [ -n "${JAVA_HOME:-}" ] && outlay_java_fits "$JAVA_HOME" && return 0
    outlay_java_on_path && return 0
    outlay_java_elsewhere && return 0
    echo "outlay: found no Java $outlay_java_least or later (a ${OUTLAY_JAVA_KIND:-jdk}). Install one, for example" \
        "Eclipse Temurin $outlay_java_least or your system's openjdk-$outlay_java_least-jdk package, or set" \
        "OUTLAY_JAVA_HOME to the folder of one." >&2
    return 1
}

: "${HOME:=/}"
outlay_java_find || exit "${OUTLAY_JAVA_EXIT:-1}"
export JAVA_HOME
