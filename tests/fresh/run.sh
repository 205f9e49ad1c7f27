#!/bin/sh
# make fresh: what the README promises of a machine with nothing on it, tried in minimal Debian systems.
# Needs root and mmdebstrap; RELEASES and SAMPLES in the environment make it try less, TESTS="tests pipeline" runs all tests there. Each system gets a copy of the committed files; the wheel is tried apart from them.
set -eu

here=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
root=
trap leave EXIT
trap 'exit 1' INT TERM

leave() {
    # the kernel's own file systems first: nothing of this machine may be removed through them
    for place in proc sys; do
        if [ -n "$root" ] && mountpoint -q "$root/$place"; then umount -R "$root/$place"; fi
    done
    rm -rf --one-file-system "$work"
}

for release in ${RELEASES:-bookworm trixie}; do
    root=$work/$release
    started=$(date +%s)
    mmdebstrap --quiet --variant=minbase --include=python3,python3-venv,make,ca-certificates "$release" "$root"
    mkdir "$root/pipeline"
    git -C "$here" archive HEAD | tar -x -C "$root/pipeline"
    cp "$here/tests/fresh/inside.sh" "$root/inside.sh"
    # pip's settings of this machine, where it has any; its certificates and local indexes are seen inside as well
    for setting in /etc/pip.conf /etc/resolv.conf /etc/hosts; do
        if [ -e "$setting" ]; then cp -L "$setting" "$root$setting"; fi
    done
    cp -L /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/ca-certificates.crt"
    mount -t proc proc "$root/proc"
    mount --bind -o ro /sys "$root/sys" # OpenVINO looks there for the processor's caches, and never ends without
    echo "$release: system made in $(($(date +%s) - started)) s"
    chroot "$root" env -i PATH=/usr/bin:/bin HOME=/root LANG=C.UTF-8 SAMPLES="${SAMPLES:-annotations/samples}" TESTS="${TESTS:-}" \
        $(env | grep -E '^(PIP_|HTTPS?_PROXY|https?_proxy)' | grep -v PIP_FIND_LINKS || true) sh /inside.sh
    umount "$root/proc" "$root/sys"
    echo "$release: all well, $(($(date +%s) - started)) s in all"
done
