import Testing

@testable import KassaServer

/// How much of a connection is taken in.
@Suite struct InflowTests {
  private var inflow = Inflow()

  @Test mutating func `one request after the other, however many`() {
    for _ in 0..<1_000 {
      #expect(inflow.head() == .pass)
      #expect(inflow.body(60_000) == .pass)
      #expect(inflow.bodyEnded() == .pass)
      inflow.replied()
    }
  }

  @Test mutating func `who does not wait for replies is ended`() {
    for _ in 0..<Inflow.unansweredMax { #expect(inflow.head() == .pass) }
    #expect(inflow.head() == .end)
  }

  @Test mutating func `a reply makes room for one more`() {
    for _ in 0..<Inflow.unansweredMax { _ = inflow.head() }
    inflow.replied()
    #expect(inflow.head() == .pass)
    #expect(inflow.head() == .end)
  }

  @Test mutating func `of a body that is too long comes what makes it so, and nothing behind`() {
    _ = inflow.head()
    #expect(inflow.body(65_536) == .pass)
    #expect(!inflow.isTooLong)
    #expect(inflow.body(1) == .pass)
    #expect(inflow.isTooLong)
    inflow.replied()
    #expect(inflow.body(1) == .drop)
    #expect(inflow.bodyEnded() == .drop)
    #expect(inflow.head() == .drop)
  }

  @Test mutating func `a body in crumbs is ended, and each begins anew`() {
    for _ in 0..<3 {
      #expect(inflow.head() == .pass)
      for _ in 0..<Inflow.piecesMax { #expect(inflow.body(1) == .pass) }
      inflow.replied()
    }
    #expect(inflow.body(1) == .end)
  }
}
