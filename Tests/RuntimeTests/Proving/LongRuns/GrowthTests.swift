import Testing

@testable import KassaProving
@testable import KassaRuntime

/// The verdict on a long run: what grows is said to grow, and what only trembles is not.
@Suite struct GrowthTests {
  /// Ten milestones of `sales` receipts each, at a till that is flat but for what `grow` changes.
  private static func run(
    sales: Int = 100_000, _ grow: (_ sales: Int, inout Sample) -> Void = { _, _ in }
  ) -> [Milestone] {
    (1...10).map { index in
      var sample = Sample()
      grow(index * sales, &sample)
      return Milestone(
        sales: index * sales, prompts: index * sales * 5, seconds: Double(index),
        memoryBytes: sample.memory, descriptors: sample.descriptors,
        openingMilliseconds: sample.opening, journalBytes: index * sales * sample.perSale,
        bytesPerSale: sample.perSale)
    }
  }

  private struct Sample {
    var memory = 50 << 20
    var descriptors = 24
    var opening = 5.0
    var perSale = 15_000
  }

  private static func growing(_ milestones: [Milestone]) -> [Growth.Measure] {
    Growth.all(in: milestones).filter { !$0.isFlat }.map(\.measure)
  }

  @Test func `a flat run is flat`() {
    #expect(Growth.all(in: Self.run()).map(\.measure) == Growth.Measure.allCases)
    #expect(Self.growing(Self.run()) == [])
  }

  @Test func `thirty bytes a sale that are never given back are found in a million sales`() {
    #expect(Self.growing(Self.run { $1.memory += $0 * 30 }) == [.memory])
  }

  @Test func `ten kilobytes a sale are found in three thousand`() {
    #expect(Self.growing(Self.run(sales: 300) { $1.memory += $0 * 10_240 }) == [.memory])
  }

  @Test func `a descriptor that every hundred thousand sales leave open is found`() {
    #expect(Self.growing(Self.run { $1.descriptors += $0 / 100_000 }) == [.descriptors])
  }

  @Test func `an opening that reads the journal is found`() {
    #expect(Self.growing(Self.run { $1.opening += Double($0) / 100_000 * 2 }) == [.opening])
  }

  @Test func `sales that take more of the journal each day are found`() {
    #expect(Self.growing(Self.run { $1.perSale += $0 / 100 }) == [.bytesPerSale])
  }

  @Test func `what fills up early, and one slow day, are no growth`() {
    let run = Self.run { sales, sample in
      sample.memory += min(sales, 150_000) * 100
      if sales == 900_000 { sample.opening = 80 }
    }
    #expect(Self.growing(run) == [])
  }

  @Test func `says the measure, both medians and what would be too much`() {
    let growth = Growth.all(in: Self.run { $1.descriptors += $0 / 100_000 })[1]
    #expect(growth.description == "descriptors: grows, 26 → 33 (at most 28)")
  }

  @Test func `a run too short to be judged is not judged`() {
    #expect(Growth.all(in: Array(Self.run().prefix(5))) == [])
  }
}
