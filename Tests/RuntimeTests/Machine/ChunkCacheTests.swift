import CLua
import Testing

@testable import KassaRuntime

/// What the process keeps of compiled chunks.
@Suite struct ChunkCacheTests {
  /// Every opening of a till reads its bundle anew: the same text at another place.
  @Test func `keeps a text once, however often it is read`() throws {
    let cache = ChunkCache()
    let state = try PlainState.empty()
    defer { lua_close(state) }
    // No machine: what lua_getextraspace, a macro, points to is NULL, and nothing is charged.
    UnsafeMutableRawPointer(state).advanced(by: -MemoryLayout<Int>.size)
      .storeBytes(of: 0, as: Int.self)
    for _ in 0..<2_000 {
      let text = Array("return 1 -- \(String(repeating: "a", count: 100))".utf8)
      try cache.load(Chunk(name: "test/a.lua", source: text), into: state)
      lua_settop(state, 0)
    }
    #expect(cache.counts.contents == 1)
    #expect((1...256).contains(cache.counts.identities))
  }

  @Test
  func
    `what was prepared is compiled by no machine, and what is no Lua is told by whoever loads it`()
    throws
  {
    let cache = ChunkCache()
    let chunks = ["return 1 -- prepared", "return (", "return"].map {
      Chunk(name: "test/prepared.lua", source: Array($0.utf8))
    }
    cache.prepare(chunks)
    #expect(cache.counts.contents == 2)
    let state = try PlainState.empty()
    defer { lua_close(state) }
    #expect(try !cache.load(chunks[0], into: state) && !cache.load(chunks[2], into: state))
    #expect(throws: ScriptError.self) { try cache.load(chunks[1], into: state) }
  }
}
