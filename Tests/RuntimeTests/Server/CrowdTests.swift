import Synchronization
import Testing

@testable import KassaServer

/// How many connections one machine may have.
@Suite struct CrowdTests {
  private func entered(_ crowd: Crowd, _ address: String, _ count: Int) throws -> Int {
    let machine = try #require(Crowd.Machine(address))
    return (0..<count).count { _ in crowd.enter(machine, close: {}) != nil }
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

  @Test(arguments: [
    ("10.77.0.1", "10.77.0.1", true), ("10.77.0.11", "10.77.0.1", false),
    ("::ffff:10.77.0.1", "10.77.0.1", true), ("fd00::2", "fd00::2", true),
    ("fd00::3", "fd00::2", false), ("127.0.0.1", "127.0.0.1", true), ("127.0.0.2", nil, true),
    ("10.77.0.1", nil, false), ("10.77.0.1", "", false),
  ])
  func `who opens an address of this machine at this machine is it`(
    peer: String, own: String?, isThis: Bool
  ) throws {
    let machine = try #require(Crowd.Machine(peer: peer, reachedAt: own))
    #expect((machine == .this) == isThis)
  }

  @Test(arguments: [nil, "", "x"])
  func `whoever has no address is nobody's machine, and not this one`(peer: String?) {
    #expect(Crowd.Machine(peer: peer, reachedAt: nil) == nil)
    #expect(Crowd.Machine(peer: peer, reachedAt: peer) == nil)
  }

  @Test func `all behind a proxy of this machine are one other machine`() throws {
    let proxied = ProxiedHosts(["till.local", "https://Kassa.example", "https://bar.lan:8443"])
    for host in ["kassa.example", "KASSA.example", "bar.lan:8443"] {
      #expect(Crowd.Machine.this.asking(host, proxied) == .proxied)
    }
    for host in [nil, "", "till.local", "bar.lan", "kassa.example:443"] {
      #expect(Crowd.Machine.this.asking(host, proxied) == .this)
    }
    let other = try #require(Crowd.Machine("10.0.0.7"))
    #expect(other.asking("kassa.example", proxied) == other)
    let crowd = Crowd()
    let all = (0..<200).compactMap { _ in crowd.enter(.proxied, close: {}) }
    #expect(all.count == Crowd.ofThisMachineMax)
    #expect(try entered(crowd, "127.0.0.1", 16) == 16)
  }

  @Test func `one with many addresses leaves room for the till's own screen`() throws {
    let crowd = Crowd()
    for place in 1...16 { #expect(try entered(crowd, "10.0.0.\(place)", 32) >= 7) }
    #expect(try entered(crowd, "127.0.0.1", 16) == 16)
  }

  /// Four machines would keep all others out otherwise.
  @Test func `who has most gives its oldest up to who has less`() throws {
    let crowd = Crowd()
    let closed = Mutex<[String]>([])
    func enter(_ address: String, _ name: String) throws -> Int? {
      let machine = try #require(Crowd.Machine(address))
      return crowd.enter(machine) { closed.withLock { $0.append(name) } }
    }
    for place in 1...4 {
      for turn in 1...28 { #expect(try enter("10.0.0.\(place)", "\(place).\(turn)") != nil) }
    }
    for turn in 1...6 { #expect(try enter("192.168.1.7", "tablet \(turn)") != nil) }
    #expect(closed.withLock { $0.count } == 6)
    // Of two, of three, of four: each gives up its oldest before anybody does a second.
    #expect(Set(closed.withLock { $0.prefix(4) }) == ["1.1", "2.1", "3.1", "4.1"])
    #expect(closed.withLock { $0.filter { $0.hasPrefix("tablet") } } == [])
    // They can't take that back, nor from one another.
    let again = try (1...4).map { try enter("10.0.0.\($0)", "again \($0)") }
    #expect(again.compactMap(\.self).count <= 2)
    #expect(closed.withLock { $0.filter { $0.hasPrefix("tablet") } } == [])
  }

  /// Who has one address of IPv6 has all that begin alike.
  @Test func `a machine's addresses of IPv6 are one machine`() throws {
    let crowd = Crowd()
    let counts = try (1...5).map { try entered(crowd, "fd00::\($0)", 32) }
    #expect(counts == [Crowd.ofOneMax, 0, 0, 0, 0])
    #expect(try entered(crowd, "fd00:0:0:1::1", 5) == 5)
    #expect(try entered(crowd, "192.168.1.8", 5) == 5)
    let first = try #require(Crowd.Machine("fd00::1"))
    crowd.leave(first, 1)
    #expect(try entered(crowd, "fd00::2", 2) == 1)
  }

  @Test func `who leaves makes room, once`() throws {
    let crowd = Crowd()
    let machine = try #require(Crowd.Machine("10.0.0.9"))
    let numbers = (0..<40).compactMap { _ in crowd.enter(machine, close: {}) }
    #expect(numbers.count == Crowd.ofOneMax)
    for _ in 0..<8 { crowd.leave(machine, numbers[0]) }
    #expect(try entered(crowd, "10.0.0.9", 8) == 1)
    for number in numbers { crowd.leave(machine, number) }
    #expect(try entered(crowd, "10.0.0.9", 40) == Crowd.ofOneMax - 1)
  }
}
