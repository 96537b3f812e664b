# Every target sets up what it needs. One configuration, debug, serves tests and demo alike.

SWIFT ?= swift
PREFIX ?= /usr/local
DESTDIR ?=

.DEFAULT_GOAL := help
.PHONY: help setup tests demo test check bench protocol install nightly

help: ## Say what can be made.
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1	\2/p' $(MAKEFILE_LIST) | expand -t 20

setup:
	@Packaging/setup.sh

demo: setup ## Two branches lend while the line is down, meet again, and settle what differs.
	@$(SWIFT) build --product catchword
	@Samples/demo.sh "$$($(SWIFT) build --show-bin-path)/catchword"

# Only what is needed: building everything would compile the C++ of protoc too.
tests: setup
	@$(SWIFT) build --product catchword
	@$(SWIFT) build --product CatchwordPackageTests

test: tests ## Run every test, then the whole with real processes.
	@$(SWIFT) test --skip-build --disable-xctest
	@python3 Protocol/reader/catchword_reader.py --vectors
	@python3 Tests/EndToEnd/run.py --binary "$$($(SWIFT) build --show-bin-path)/catchword"

check: tests ## Lint the format and run the rules of the house.
	@$(SWIFT) format lint --strict --parallel --recursive Package.swift Sources Tests
	@$(SWIFT) test --skip-build --disable-xctest --filter HouseTests

nightly: tests ## Run every test with many more generated histories.
	@CATCHWORD_EFFORT=$${CATCHWORD_EFFORT:-20} $(SWIFT) test --skip-build --disable-xctest

bench: setup ## Measure against plain SQLite, in a release build.
	@test -d Benchmarks || { echo "There are no benchmarks in this checkout."; exit 1; }
	@$(SWIFT) run -c release --package-path Benchmarks

protocol: ## Generate the Swift messages from Protocol/catchword.proto.
	@Packaging/setup.sh protocol
	@$(SWIFT) build --product protoc-gen-swift
	@protoc --plugin="protoc-gen-swift=$$($(SWIFT) build --show-bin-path)/protoc-gen-swift" \
	  --proto_path=Protocol --swift_out=Sources/CatchwordWire/Generated \
	  --swift_opt=UseAccessLevelOnImports=true catchword.proto

install: setup ## Build for release and install below PREFIX (/usr/local), inside DESTDIR.
	@$(SWIFT) build -c release --static-swift-stdlib --product catchword
	install -d "$(DESTDIR)$(PREFIX)/bin"
	install -m 755 "$$($(SWIFT) build -c release --static-swift-stdlib --show-bin-path)/catchword" \
	  "$(DESTDIR)$(PREFIX)/bin/catchword"
