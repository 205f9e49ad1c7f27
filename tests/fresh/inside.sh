#!/bin/sh
# Runs in a minimal system that has Python and make, and a copy of the repository in /pipeline.
set -eu
cd /pipeline

started=$(date +%s)
make extract SAMPLES="$SAMPLES"
echo "make extract: $(($(date +%s) - started)) s, environment $(du -sm .venv | cut -f1) MiB"
.venv/bin/pipeline doctor
.venv/bin/pipeline tables tests/recordings/stamped_table.jpg | grep -q 财政拨款收入

make wheel
mkdir -p /elsewhere/reports /elsewhere/gold
cp dist/*.whl tests/recordings/stamped_table.jpg /elsewhere
cp tests/recordings/stamped_table.jpg annotations/samples/minle_soil_final_2023.txt /elsewhere/reports
cp annotations/gold/minle_soil_final_2023.txt.* /elsewhere/gold
.venv/bin/python -m pip install --quiet --no-deps --require-hashes -r requirements-dev.lock
# shellcheck disable=SC2086 # several words
.venv/bin/python -m pytest -q -p no:cacheprovider ${TESTS:-tests/readers/test_ocr.py tests/test_doctor.py tests/test_imports.py}
cd /elsewhere
mv /pipeline /hidden

started=$(date +%s)
python3 -m venv env
# as the README prints it
python3 -m zipfile -e yujuesuan-*.whl wheel && env/bin/pip install --quiet -c wheel/pipeline/constraints.txt yujuesuan-*.whl
rm -rf wheel
echo "wheel: $(($(date +%s) - started)) s, environment $(du -sm env | cut -f1) MiB"

env/bin/pipeline doctor
env/bin/pipeline extract reports --out corpus
env/bin/pipeline tables stamped_table.jpg | grep -q 财政拨款收入
env/bin/pipeline check corpus || test $? -eq 1
env/bin/pipeline evaluate --predictions corpus --gold gold > figures.txt
test -s figures.txt
if env/bin/pipeline train 2> told.txt; then exit 1; fi
grep -q "run in a checkout" told.txt
mv /hidden /pipeline
