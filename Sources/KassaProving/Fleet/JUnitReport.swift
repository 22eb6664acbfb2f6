import Foundation
import KassaRuntime

/// Results as the XML that build servers read: a suite a store, a case a scenario.
package struct JUnitReport: Sendable {
  private var suites = ""
  private var total = 0
  private var failed = 0
  private var skipped = 0
  private var seconds = 0.0

  package init() {}

  package mutating func add(_ store: FleetStore) {
    guard !store.results.isEmpty else { return }
    total += store.results.count
    failed += store.failed
    skipped += store.replaced
    seconds += store.seconds
    suites += """
        <testsuite name="\(Self.escaped(store.member.name))" \
      \(Self.counts(store.results.count, store.failed, store.replaced, store.seconds))>

      """
    for result in store.results { suites += Self.testCase(result) }
    suites += "  </testsuite>\n"
  }

  package var xml: String {
    """
    <?xml version="1.0" encoding="UTF-8"?>
    <testsuites name="kassa-run test" \(Self.counts(total, failed, skipped, seconds))>
    \(suites)</testsuites>

    """
  }

  private static func counts(
    _ total: Int, _ failed: Int, _ skipped: Int, _ seconds: Double
  ) -> String {
    """
    tests="\(total)" failures="\(failed)" errors="0" skipped="\(skipped)" time="\(shown(seconds))"
    """
  }

  /// In a locale of its own: a comma would be no number.
  private static func shown(_ seconds: Double) -> String {
    let milliseconds = Int((seconds * 1_000).rounded())
    let rest = String(milliseconds % 1_000)
    return "\(milliseconds / 1_000).\(String(repeating: "0", count: 3 - rest.count))\(rest)"
  }

  private static func testCase(_ result: ScenarioResult) -> String {
    let file = result.file.hasSuffix(".lua") ? String(result.file.dropLast(4)) : result.file
    var text = """
          <testcase classname="\(escaped(file.replacing("/", with: ".")))" \
      name="\(escaped(result.scenario))" time="\(shown(result.seconds))"
      """
    var inner = ""
    if let reason = result.replaced {
      inner += "      <skipped message=\"\(escaped("replaced: \(reason)"))\"/>\n"
    }
    if let failure = result.failure {
      let words = ([failure.description] + failure.way).joined(separator: "\n")
      inner += """
              <failure type="scenario" message="\(escaped(failure.description))">\
        \(escaped(words))</failure>

        """
    }
    if !result.log.isEmpty {
      inner += "      <system-out>\(escaped(result.log.joined(separator: "\n")))</system-out>\n"
    }
    text += inner.isEmpty ? "/>\n" : ">\n\(inner)    </testcase>\n"
    return text
  }

  /// A line break in an attribute would be a space.
  private static func escaped(_ text: String) -> String {
    text.markup.replacing("\n", with: "&#10;")
  }
}
