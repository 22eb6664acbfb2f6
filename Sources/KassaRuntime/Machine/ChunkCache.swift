internal import CLua
import Synchronization

/// Compiled chunks, kept for the whole process: a new machine loads what another one compiled.
///
/// Only the host's own dumps get here; a script can never load a binary chunk.
final class ChunkCache: Sendable {
  static let shared = ChunkCache()

  /// Where a chunk's bytes lie.
  ///
  /// The entry keeps them alive, so no other bytes get that address.
  private struct Identity: Hashable {
    let name: String
    let address: UInt
    let count: Int
  }

  private struct Entry: Sendable {
    let chunk: Chunk
    let dump: [UInt8]
  }

  private struct Entries: Sendable {
    var byIdentity: [Identity: Entry] = [:]
    var byContent: [Chunk: Entry] = [:]

    mutating func note(_ entry: Entry, at identity: Identity, most: Int) {
      if byIdentity.count >= most { byIdentity.removeAll(keepingCapacity: true) }
      byIdentity[identity] = entry
    }
  }

  /// Enough for some hundred bundles of a dozen files.
  private static let contentsMax = 4_096
  /// Enough for the bundles in use.
  ///
  /// Each entry keeps its bytes alive, and every reading of a bundle brings others.
  private static let identitiesMax = 256
  private let entries = Mutex(Entries())

  /// How many chunks are known by where they lie, and by what they say.
  var counts: (identities: Int, contents: Int) {
    entries.withLock { ($0.byIdentity.count, $0.byContent.count) }
  }

  /// Leaves the chunk's function on Lua's stack, or throws what its parser said.
  ///
  /// - Returns: whether it was compiled here, which the parser has charged for.
  @discardableResult
  func load(_ chunk: Chunk, into state: OpaquePointer) throws(ScriptError) -> Bool {
    if let dump = dump(of: chunk) {
      try parse(dump, chunk.name, mode: "b", state)
      return false
    }
    do throws(ScriptError) {
      try parse(chunk.source, chunk.name, mode: "t", state)
    } catch { throw error.namingUnquoted(in: chunk.source) }
    var length = 0
    guard let bytes = kassa_dump(state, &length) else { return true }
    defer { kassa_dump_free(bytes) }
    let raw = UnsafeRawBufferPointer(start: bytes, count: length)
    keep(Entry(chunk: chunk, dump: Array(raw)))
    return true
  }

  /// Compiles what is not known yet, in memory of its own.
  ///
  /// What a machine loads then lies where it lies in every machine that loads the same, whoever came first. What
  /// can't be compiled is told by whoever loads it.
  func prepare(_ chunks: some Sequence<Chunk>) {
    let chunks = Array(chunks)
    // A cache that is full is emptied, of what was just prepared too.
    for chunk in chunks + chunks where dump(of: chunk) == nil {
      let dump = CompiledCode.dump(of: chunk.source, named: "@" + chunk.name, isStripped: false)
      if let dump { keep(Entry(chunk: chunk, dump: dump)) }
    }
  }

  private func parse(
    _ bytes: [UInt8], _ name: String, mode: String, _ state: OpaquePointer
  ) throws(ScriptError) {
    let status = bytes.withUnsafeBufferPointer { bytes in
      bytes.withMemoryRebound(to: CChar.self) {
        kassa_load(state, $0.baseAddress, $0.count, "@" + name, mode)
      }
    }
    guard status != LUA_OK else { return }
    var length = 0
    let text = lua_type(state, -1) == LUA_TSTRING ? lua_tolstring(state, -1, &length) : nil
    let words = UnsafeRawBufferPointer(start: text, count: text == nil ? 0 : length)
    var error = ScriptError(parsing: String(decoding: words, as: UTF8.self))
    if status == LUA_ERRSYNTAX, error.line == nil {
      error = ScriptError(
        "Lua's text was expected, got a compiled chunk", remedy: "put the source there", file: name,
        line: 1)
    } else if status == LUA_ERRSYNTAX, error.remedy == nil {
      error.remedy = error.syntaxRemedy
    }
    throw error
  }

  private func identity(of chunk: Chunk) -> Identity {
    let address = chunk.source.withUnsafeBytes { UInt(bitPattern: $0.baseAddress) }
    return Identity(name: chunk.name, address: address, count: chunk.source.count)
  }

  private func dump(of chunk: Chunk) -> [UInt8]? {
    let identity = identity(of: chunk)
    return entries.withLock { entries in
      if let entry = entries.byIdentity[identity] { return entry.dump }
      guard let entry = entries.byContent[chunk] else { return nil }
      entries.note(Entry(chunk: chunk, dump: entry.dump), at: identity, most: Self.identitiesMax)
      return entry.dump
    }
  }

  private func keep(_ entry: Entry) {
    let identity = identity(of: entry.chunk)
    entries.withLock { entries in
      if entries.byContent.count >= Self.contentsMax { entries = Entries() }
      entries.note(entry, at: identity, most: Self.identitiesMax)
      entries.byContent[entry.chunk] = entry
    }
  }
}

extension ScriptError {
  /// What to do about what Lua's parser did not expect.
  ///
  /// Where a list or a table was to end, most often a comma is missing.
  fileprivate var syntaxRemedy: String {
    let place = "correct it there or in the lines before"
    guard let near = message.firstRange(of: "near "),
      message.hasPrefix("'}' expected") || message.hasPrefix("')' expected")
    else { return place }
    let word = message[near.upperBound...]
    return word == "<eof>" ? place : "a comma may be missing before \(word); \(place)"
  }
}
