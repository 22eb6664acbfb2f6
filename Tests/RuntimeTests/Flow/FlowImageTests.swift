import Foundation
import Testing

@testable import KassaRuntime

/// A flow that begins with what another has loaded is the same flow.
@Suite struct FlowImageTests {
  private static let stores = ["cafe", "kiosk", "master", "optician", "stall"]
  private static func flows() throws -> [RandomFlows] {
    try stores.map { try RandomFlows(store: $0) }
  }

  @Test func `steps are the same with and without images, byte for byte`() throws {
    let (all, images) = (try Self.flows(), FlowImages(most: 10))
    var steps = 0
    for seed in FuzzSeeds.some(200) {
      let flows = all[Int(seed % UInt64(all.count))]
      let (with, without) = (try flows.play(seed, images), try flows.play(seed, .none))
      #expect(with.steps == without.steps, "seed \(seed)")
      steps += with.steps.count
    }
    #expect(steps > FuzzSeeds.some(200).count)
    #expect(images.bytes > 0 || MachineImage() == nil)
  }

  @Test func `a flow goes on from a prompt where it was saved as it went on then`() throws {
    let (all, images) = (try Self.flows(), FlowImages(most: 10))
    var branches = 0
    for seed in FuzzSeeds.some(100) {
      let flows = all[Int(seed % UInt64(all.count))]
      let played = try flows.play(seed, images, saving: true)
      // The last first, as whoever explores goes back.
      for saved in played.saved.reversed() {
        let run = try #require(saved.flow.flow())
        let again = flows.steps(of: run, played.inputs[saved.inputs...])
        #expect(again == Array(played.steps[saved.steps...]), "seed \(seed)")
        run.close()
        branches += 1
      }
    }
    #expect(branches > 0 || MachineImage() == nil)
  }

  /// Who adds what a flow knows says here whether it outlasts a step, and copies it then
  /// (`FlowContext.init`, `FlowRun.init`).
  @Test func `everything that a flow knows between two steps is saved with it`() throws {
    let given: Set = [
      "start", "words", "script", "documents", "context", "language", "flow", "offsetSeconds",
      "seller", "providers", "terms", "asksSlips", "undoesByKey", "provesVoids", "holdsReturns",
      "holdsMatters", "wasSetAside", "parameters", "outside", "level", "empty",
    ]
    let ofTheStep: Set = [
      "answer", "source", "pending", "mayConfigure", "yesToMove", "reads", "changes", "answered",
      "failures",
      "beforeScript", "recordedReads",
    ]
    let saved: Set = [
      "checked", "asked", "held", "wayOut", "isClosing", "hasBegun", "ledger", "now", "spent",
      "yes", "listener", "isListenerAnswered", "isTakenBack",
      "snapshots", "lastSnapshot", "keptBefore", "keptForTender", "isParkRequested",
    ]
    let run = try RandomFlows(store: "cafe").saleRun()
    let known = [Mirror(reflecting: run), Mirror(reflecting: run.context)]
      .flatMap { $0.children.compactMap(\.label) }
    #expect(Set(known) == given.union(ofTheStep).union(saved))
  }

  @Test func `a saved flow waits until the one that lives there is closed`() throws {
    guard MachineImage() != nil else { return }
    let flows = try RandomFlows(store: "cafe")
    let images = FlowImages(most: 8)
    let saved = try #require(
      try (0..<20).flatMap { try flows.play($0, images, saving: true).saved }.first?.flow)
    let first = try #require(saved.flow())
    #expect(saved.flow() == nil)
    first.close()
    #expect(saved.flow() != nil)
  }

  @Test func `a till's flows live in one place, one after the other`() async throws {
    let story = try Story()
    story.images = FlowImages(most: 8)
    let till = try await story.open(
      story.scripted(Story.start + ["sale: clear", "sale.clear: yes"]))
    await #expect(throws: CashierGone.self) { try await till.run() }
    let bundle = await till.store.bundle
    #expect(story.images.count == 1)
    let beside = story.images.enter(bundle, BundleSource(bundle), .ru)
    #expect(beside.program.image == nil, "the second sale lives there")
  }

  @Test func `a flow of an older library, which has less, begins all the same`() {
    let flow = "return function(name, level) return require('store')[name] .. level end"
    let bundle = Bundle(files: [
      "stock/kassa/flow.lua": flow, "stock/kassa/prelude.lua": "return {}",
      "store/leto/store.lua": "return { sale = 'sold at ' }",
    ])
    let image = FlowImages(most: 1).enter(bundle, BundleSource(bundle), .ru)
    for _ in 1...2 {
      let machine = LuaMachine(image.program, limits: MachineLimits(), seed: 1, log: { _ in })
      #expect((machine.load() ?? machine.start(["sale", "store"])).words == "«sold at store»")
    }
  }

  @Test func `of many bundles the last few keep their images`() throws {
    let images = FlowImages(most: 2)
    for number in 1...4 {
      let bundle = Bundle(files: ["stock/kassa/flow.lua": "return function() return \(number) end"])
      for _ in 1...2 {
        let image = images.enter(bundle, BundleSource(bundle), .ru)
        #expect(image.program.image != nil || MachineImage() == nil)
        image.leave()
      }
    }
    #expect(images.count == 2)
  }

  @Test func `a second flow of a bundle gets a place of its own, and its words another`() throws {
    let bundle = Bundle(files: ["stock/kassa/flow.lua": "return function() end"])
    let images = FlowImages(most: 2)
    let first = images.enter(bundle, BundleSource(bundle), .ru)
    let second = images.enter(bundle, BundleSource(bundle), .ru)
    let english = images.enter(bundle, BundleSource(bundle), .en)
    #expect(first !== second && second.program.image == nil)
    #expect(english !== first && (english.program.image == nil) == (first.program.image == nil))
    first.leave()
    #expect(images.enter(bundle, BundleSource(bundle), .ru) === first)
  }
}
