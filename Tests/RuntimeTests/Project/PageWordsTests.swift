import Foundation
import Testing

@testable import KassaRuntime

/// The page's own words lie in a file of its own; a store may word each of them otherwise.
@Suite struct PageWordsTests {
  @Test func `every word of the page is known to stores, and no other`() throws {
    let file = TillProcess.root.appendingPathComponent("Sources/KassaServer/Page/page/words.js")
    let text = try String(contentsOf: file, encoding: .utf8)
    let stock = text.components(separatedBy: "ru: {").dropFirst().first ?? ""
    let words = stock.components(separatedBy: "\n  },").first ?? ""
    let ids = words.matches(of: /(?m)^    ([a-z_]+):/).map { String($0.output.1) }
    #expect(ids.count > 50 && Set(ids) == PageWords.ids)
  }
}
