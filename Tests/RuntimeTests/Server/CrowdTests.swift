import Testing

@testable import KassaServer

/// How many connections one machine may have.
@Suite struct CrowdTests {
  private func entered(_ crowd: Crowd, _ address: String, _ count: Int) throws -> Int {
    let machine = try #require(Crowd.Machine(address))
    return (0..<count).count { _ in crowd.enter(machine) }
  }

  @Test func `each machine has its own, whatever others take`() throws {
    let crowd = Crowd()
    #expect(try entered(crowd, "192.168.1.7", 40) == Crowd.ofOneMax)
    #expect(try entered(crowd, "192.168.1.8", 5) == 5)
    #expect(try entered(crowd, "fd00::8", 40) == Crowd.ofOneMax)
    #expect(try entered(crowd, "::ffff:192.168.1.8", 40) == Crowd.ofOneMax - 5)
    #expect(try entered(crowd, "127.0.0.1", 60) == 60)
    #expect(try entered(crowd, "127.9.9.9", 60) == Crowd.ofThisMachineMax - 60)
    #expect(try entered(crowd, "::1", 1) == 0)
  }

  @Test func `one with many addresses leaves room for the till's own screen`() throws {
    let crowd = Crowd()
    for place in 1...3 { #expect(try entered(crowd, "fd00:0:0:\(place)::1", 32) == 32) }
    #expect(try entered(crowd, "fd00:0:0:4::1", 32) == Crowd.ofOthersMax - 96)
    #expect(try entered(crowd, "fd00:0:0:5::1", 1) == 0)
    #expect(try entered(crowd, "127.0.0.1", 16) == 16)
  }

  /// Who has one address of IPv6 has all that begin alike.
  @Test func `a machine's addresses of IPv6 are one machine`() throws {
    let crowd = Crowd()
    let counts = try (1...5).map { try entered(crowd, "fd00::\($0)", 32) }
    #expect(counts == [Crowd.ofOneMax, 0, 0, 0, 0])
    #expect(try entered(crowd, "fd00:0:0:1::1", 5) == 5)
    #expect(try entered(crowd, "192.168.1.8", 5) == 5)
    let first = try #require(Crowd.Machine("fd00::1"))
    for _ in 0..<160 { crowd.leave(first) }
    #expect(try entered(crowd, "fd00::2", 1) == 1)
  }

  @Test func `who leaves makes room, for what was refused too`() throws {
    let crowd = Crowd()
    let machine = try #require(Crowd.Machine("10.0.0.9"))
    for _ in 0..<40 { _ = crowd.enter(machine) }
    for _ in 0..<8 { crowd.leave(machine) }
    #expect(!crowd.enter(machine))
    for _ in 0..<2 { crowd.leave(machine) }
    #expect(crowd.enter(machine))
    for _ in 0..<50 { crowd.leave(machine) }
    #expect(try entered(crowd, "10.0.0.9", 40) == Crowd.ofOneMax)
  }
}
