# Every target sets up what it needs. One configuration, debug, serves tests and demo alike.

SWIFT ?= swift
PREFIX ?= /usr/local
DESTDIR ?=

.DEFAULT_GOAL := help
.PHONY: help setup tests demo test check bench protocol install nightly simulator simulate mutants scoreboard

help: ## Say what can be made.
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1	\2/p' $(MAKEFILE_LIST) | expand -t 20

setup:
	@Packaging/setup.sh

demo: setup ## Two branches lend while the line is down, meet again, and settle what differs.
	@$(SWIFT) build --product catchword
	@Samples/demo.sh "$$($(SWIFT) build --show-bin-path)/catchword"

# Only what is needed: building everything would compile the C++ of protoc too.
tests:
	@Packaging/setup.sh tests
	@$(SWIFT) build --product catchword
	@$(SWIFT) build --product CatchwordPackageTests

# Optimised: a minute of simulation is worth what it holds.
simulator: setup
	@$(SWIFT) build -c release --product catchword-sim

SIM = "$$($(SWIFT) build -c release --show-bin-path)/catchword-sim"
# Plans of real processes: a few at every test, and many times over at night.
WIRE = $(SIM) wire --binary "$$($(SWIFT) build --show-bin-path)/catchword"
SECONDS_OF_SEEDS ?= 60
NIGHTLY_SECONDS ?= 3600
# Without a planted bug none of them may raise an alarm.
CLEAN_SEEDS ?= 0..10000
# Months of a library with five desks, of which each may put at most so much into queues.
MONTHS ?= 0..10

simulate: simulator ## Hold all stories, judge histories by a second oracle, run fresh seeds for a minute.
	@$(SIM) stories Simulations/Stories
	@cd Simulations/oracle && python3 -m unittest --quiet
	@Simulations/oracle/judge.sh $(SIM) Simulations/Sweeps/fast.sweep 0..40
	@$(SIM) sweep Simulations/Sweeps/fast.sweep --fresh --seconds $(SECONDS_OF_SEEDS)

MUTANTS = $(SWIFT) build -c release --traits Mutants --scratch-path .build-mutants

mutants: setup ## Prove that planted bugs are found, and that the checker is sound.
	@$(MUTANTS) --product catchword-sim
	@"$$($(MUTANTS) --show-bin-path)/catchword-sim" mutants $(BOARD)

scoreboard: ## Hunt the planted bugs and write what found them into Simulations/README.md.
	@$(MAKE) mutants BOARD="--page Simulations/README.md"

test: tests simulate ## Run every test, the simulator, then the whole with real processes.
	@$(SWIFT) test --skip-build --disable-xctest
	@python3 Protocol/reader/catchword_reader.py --vectors
	@$(WIRE) --seeds 0..5
	@python3 Tests/EndToEnd/run.py --binary "$$($(SWIFT) build --show-bin-path)/catchword"

check: tests ## Lint the format and run the rules of the house.
	@$(SWIFT) format lint --strict --parallel --recursive Package.swift Sources Tests
	@$(SWIFT) test --skip-build --disable-xctest --filter HouseTests

nightly: tests simulator mutants ## Many more generated histories, long sweeps, planted bugs, real processes.
	@$(WIRE) --seeds 0..20 --times 10
	@$(SIM) month --seeds $(MONTHS)
	@$(SIM) sweep Simulations/Sweeps/slow.sweep --fresh --seconds $(NIGHTLY_SECONDS) --must-reach-all
	@Simulations/shards.sh $(SIM) Simulations/Sweeps/fast.sweep $(CLEAN_SEEDS)
	@CATCHWORD_EFFORT=$${CATCHWORD_EFFORT:-20} $(SWIFT) test --skip-build --disable-xctest

bench: setup ## Measure against plain SQLite, in a release build.
	@test -d Benchmarks || { echo "There are no benchmarks in this checkout."; exit 1; }
	@$(SWIFT) run -c release --package-path Benchmarks
	@$(SWIFT) run -c release --package-path Benchmarks catchword-bench desk

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
