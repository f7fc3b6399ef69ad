# The functions that the scripts of this folder share; they source this file.
# shellcheck shell=bash

# Networks fail now and then, so a command that needs one is tried three times.
retry() {
  local try
  for try in 1 2; do
    "$@" && return
    echo "try $try failed: $*"
    sleep $((try * 5))
  done
  "$@"
}

# Reports a check that was left out, since a machine may lack a tool. This is a failure only with
# REQUIRE_TOOLS.
left_out() {
  echo "WARNING: $1, so $2 NOT CHECKED" >&2
  [ -z "${REQUIRE_TOOLS:-}" ]
}

# Makes a tool available that a package of PyPI has as a program: the installed one, or otherwise
# this version.
tool() {
  local name=$1 version=$2 folder=$PWD/target/tools
  export PATH=$PATH:$folder/bin
  command -v "$name" || retry install_tool "$folder" "astral-dev-toolchain-$name==$version"
}

install_tool() {
  python3 -m venv "$1" && "$1/bin/pip" install --quiet --disable-pip-version-check "$2"
}

# Makes a toolchain available: the oldest supported one, or the one for unstable options.
toolchain() {
  rustup run "$1" cargo --version 2>/dev/null || retry rustup toolchain install "$1" --profile minimal
}

# The value of a key in a manifest.
manifest_value() {
  sed -n "s/^$1 = \"\([^\"]*\)\".*/\1/p" "$2" | head -n 1
}

# Runs the command: the one that is already built, or otherwise cargo builds it.
generator() {
  if [ -n "${GENERATOR:-}" ]; then
    "$GENERATOR" "$@"
  else
    cargo run --locked --quiet -- "$@"
  fi
}

# Writes a generated crate to a folder, from the whole reference if it is here: emitted_crate FOLDER [OPTION]...
emitted_crate() {
  local pages=schema/reference settings=(--crate-name api)
  if [ -d "$(published_pages)" ]; then
    pages=$(published_pages) settings=(--config schema/published.toml)
  else
    echo "WARNING: the published reference is missing, so the crate is of $pages" >&2
  fi
  rm -rf "$1"
  generator generate "$pages" "${settings[@]}" --layout crate --http --quiet --out "$@"
}

published_pages() {
  echo "schema/$(manifest_value reference schema/published.toml)"
}
