import Testing

@testable import KassaRuntime

/// A script gives the same again: in another machine, and in another process.
@Suite struct DeterminismTests {
  static let body = """
    local t, keys = {}, {}
    for i = 1, 200 do t['key' .. i * 7919 % 1000] = i; t[i * 31 % 57] = i; t[i / 8] = true end
    t[true] = 1; t[false] = 0
    for k in pairs(t) do keys[#keys + 1] = tostring(k) end
    local k, same = nil, 0
    repeat k = next(t, k); same = same + 1 until k == nil or tostring(k) ~= keys[same]
    local list = {}
    for i = 1, 500 do list[i] = { key = i * 7919 % 10, place = i } end
    table.sort(list, function(a, b) return a.key < b.key end)
    local places = {}
    for i, item in ipairs(list) do places[i] = item.place end
    local numbers = {}
    for i = 1, 20 do numbers[i] = math.random(1000) end
    return table.concat(keys, ' ') .. '|' .. tostring(same - 1 == #keys) .. '|'
      .. table.concat(places, ' ') .. '|' .. table.concat(numbers, ' ') .. '|'
      .. tostring({}) .. tostring(print) .. string.format('%s', coroutine.create(print))
    """

  /// FNV-1a of the result, from an earlier process.
  static let fingerprint: UInt64 = 7_763_230_091_357_296_800

  @Test func `gives the same in every process`() {
    let text = runScript(Self.body)
    #expect(text == runScript(Self.body))
    #expect(text.hasSuffix("tablefunctionthread"), "\(text)")
    #expect(text.contains("|true|"), "next and pairs agree")
    let hash = text.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) {
      ($0 ^ UInt64($1)) &* 0x100_0000_01b3
    }
    #expect(hash == Self.fingerprint)
  }

  @Test func `sorts stably and traverses in order`() {
    #expect(
      runScript(
        """
        local t = { b = 1, a = 2, [3] = 3, [-1] = 4, [2.5] = 5, [true] = 6, [false] = 7 }
        local seen = {}
        for k, v in pairs(t) do seen[#seen + 1] = v end
        return seen
        """) == "[4 5 3 2 1 7 6]")
  }

  @Test func `skips fields that go away during a traversal`() {
    #expect(
      runScript(
        """
        local t, seen = { a = 1, b = 2, c = 3, d = 4 }, {}
        for k in pairs(t) do seen[#seen + 1] = k; t.b = nil; t.e = 5; t[k] = nil end
        return seen, next(t)
        """) == "[a c d], e, 5")
  }

  @Test func `seeds random numbers from the host`() {
    let body = "return math.random(1000000), math.random(1000000)"
    let one = scriptWords(scriptMachine(body, seed: 1).start("store", arguments: []))
    let same = scriptWords(scriptMachine(body, seed: 1).start("store", arguments: []))
    let other = scriptWords(scriptMachine(body, seed: 2).start("store", arguments: []))
    #expect(one == same)
    #expect(one != other)
  }
}
