# make run     the site on http://127.0.0.1:8080, its state under var/ (ELWOSA_LISTEN and ELWOSA_STATE change that)
# make test    everything that can be checked; ends with "N passed, N failed"
# make conformance   Autobahn's test suite for WebSockets, where there is a Python 2.7
# make bench   what it costs, beside the least a program in C could do
# make soak    minutes of contention, with the guard of the database and without; of power cuts; of a disk that fails
# make format  the format of .swift-format
# make clean   removes what was built, never what is in var/

PROGRAMS := $(notdir $(wildcard Sources/elwosa*))
# Directories too: they change when a file goes.
SOURCES := $(shell find Package.swift Sources)
BUILT := .build/built-for-release

.PHONY: run test conformance bench soak format clean

run: $(BUILT)
	@.ci/install run
	@exec .build/release/elwosa up

# Swift looks at every file before it says that there is nothing to build; make needs no second for that.
$(BUILT): $(SOURCES)
	@.ci/install run
	for program in $(PROGRAMS); do swift build -c release --product $$program || exit 1; done
	@touch $@

test:
	@Tests/run

conformance:
	@.ci/install run
	@swift build --product EchoSocket
	@Tests/Conformance/websocket

bench:
	@.ci/install run bench
	@python3 Tests/Benchmarks/bench.py

soak:
	@.ci/install run
	@Tests/Soak/soak.sh $(MINUTES)

format:
	swift format -i --parallel --configuration .swift-format --recursive Package.swift Sources Tests

clean:
	rm -rf .build
