import CLua
import Foundation
import Testing

@testable import KassaProving
@testable import KassaRuntime

/// What the process keeps of compiled chunks.
@Suite struct ChunkCacheTests {
  /// Every opening of a till reads its bundle anew: the same text at another place.
  @Test func `keeps a text once, however often it is read`() throws {
    let cache = ChunkCache()
    let state = try PlainState.empty()
    defer { lua_close(state) }
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

  /// Else the memory of its script would lie otherwise than in the next till's.
  @Test func `a walked till compiles nothing in its machines`() throws {
    let store = try TriedStore("")
    try "return 'of this test alone'".write(
      toFile: store.path + "/extra.lua", atomically: true, encoding: .utf8)
    let explored = try ExploredStore(folder: store.path)
    let chunk = try #require(explored.bundle.bundle.modules["extra"])
    let state = try PlainState.empty()
    defer { lua_close(state) }
    _ = try ExploredTill(explored)
    #expect(try !ChunkCache.shared.load(chunk, into: state))
  }
}
