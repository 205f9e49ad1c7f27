# docker build -t pipeline .
# docker run --rm --network none -v "$PWD/reports:/reports:ro" -v "$PWD/corpus:/corpus" pipeline extract /reports --out /corpus
#
# The package index is needed while it is built; what runs needs no network. Word files of the old kind, RTF and RAR need programs
# that are left out here: apt-get install libreoffice-writer libreoffice-calc libarchive-tools.

FROM python:3.13-slim AS build
WORKDIR /source
RUN python -m venv /opt/pipeline
COPY requirements.lock .
RUN /opt/pipeline/bin/pip install --no-cache-dir --no-deps --require-hashes -r requirements.lock
COPY . .
RUN /opt/pipeline/bin/pip install --no-cache-dir --no-deps --no-build-isolation .

FROM python:3.13-slim
RUN useradd --create-home --uid 1000 reader && install --directory --owner reader /corpus
COPY --from=build /opt/pipeline /opt/pipeline
ENV PATH=/opt/pipeline/bin:$PATH PYTHONUNBUFFERED=1
USER reader
WORKDIR /home/reader
ENTRYPOINT ["pipeline"]
CMD ["--help"]
