import Testing

@testable import KassaServer

/// Which cookies are looked up as tokens.
@Suite struct CookieTokensTests {
  private static func token(_ digit: Character) -> String { String(repeating: digit, count: 64) }

  @Test(arguments: [
    (["kassa-1={a}"], "a"), (["x=1; kassa-1={a};kassa-1={b}"], "ab"),
    (["kassa-1={a}", " kassa-1={b}\t", "\tkassa-1={c}"], "ac"),
    (["kassa-1={a}; kassa-1={b}a; kassa-1=; kassa-1; kassa-2={c}; akassa-1={d}"], "a"),
    (["{a}", "=; ;;", ""], ""), (["kassa-1={ж}"], ""),
  ])
  func `those of the till's name that are as long as a token`(headers: [String], found: String) {
    let sent = headers.map { header in
      "abcdж".reduce(header) { $0.replacing("{\($1)}", with: Self.token($1)) }
    }
    #expect(CookieTokens.first(in: sent, named: "kassa-1") == found.map(Self.token))
  }

  /// A stranger's request would cost as much as a hundred.
  @Test func `the first of however many`() {
    let all = (100..<290).map { "\($0)" + String(repeating: "a", count: 61) }
    let headers = [all[..<95], all[95...]].map { half in
      half.map { "kassa-1=\($0)" }.joined(separator: "; ")
    }
    let found = CookieTokens.first(in: headers, named: "kassa-1")
    #expect(found == Array(all.prefix(CookieTokens.most)))
  }
}
