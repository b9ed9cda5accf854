# Sourced by mvnw: exports JAVA_HOME so that Maven runs on a JDK of at least the wanted version.
#
# The JDK that the shell already offers ($JAVA_HOME, else javac on PATH) is kept when it is new enough; otherwise the
# newest one found in the usual places is taken. Maven toolchains are not enough here: the Quarkus plugin loads our
# classes inside Maven's own JVM.

reprise_wanted_jdk=21

# Prints the major version of the JDK in directory $1, or 0 when there is no usable JDK.
reprise_jdk_major() {
  if [ -x "$1/bin/javac" ] && [ -f "$1/release" ]; then
    sed -n 's/^JAVA_VERSION="\(1\.\)\{0,1\}\([0-9]*\).*/\2/p' "$1/release" | head -n 1 | grep . || echo 0
  else
    echo 0
  fi
}

# Prints the home of the JDK whose javac is first on PATH; follows links, because distributions link /usr/bin/javac.
reprise_jdk_on_path() {
  reprise_javac="$(command -v javac 2>/dev/null)" || return 0
  reprise_javac="$(readlink -f "$reprise_javac" 2>/dev/null || printf %s "$reprise_javac")"
  dirname "$(dirname "$reprise_javac")"
}

reprise_offered="${JAVA_HOME:-$(reprise_jdk_on_path)}"
if [ "$(reprise_jdk_major "$reprise_offered")" -lt "$reprise_wanted_jdk" ]; then
  reprise_best=0
  for reprise_home in /usr/lib/jvm/* /opt/jdk* /opt/java/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home; do
    reprise_major="$(reprise_jdk_major "$reprise_home")"
    if [ "$reprise_major" -ge "$reprise_wanted_jdk" ] && [ "$reprise_major" -gt "$reprise_best" ]; then
      reprise_best="$reprise_major"
      JAVA_HOME="$reprise_home"
    fi
  done
  if [ "$reprise_best" -eq 0 ]; then
    echo "Reprise needs a JDK $reprise_wanted_jdk or newer, but found only '${reprise_offered:-none}': install one (Temurin 25, for example) or set JAVA_HOME to it." >&2
    exit 1
  fi
  export JAVA_HOME
fi
