import KassaProving
import KassaRuntime
import KassaStart
import KassaWire

/// What there is to say of one store of a fleet.
struct StoreSurvey {
  /// How it stands to what is deployed.
  enum Deployment: Hashable {
    case same
    case differs([String])
    case new
    case unreadable(String)
  }

  let name: String
  /// The script's hash; nil where its files can't be read.
  let script: String?
  let mistakes: Int
  let notices: Int
  let passed: Int
  let failed: Int
  let replaced: [String]
  /// Nil where it was not explored.
  let explored: FleetLook.Explored?
  /// Nil where nothing was asked about.
  let deployment: Deployment?

  init(_ tested: FleetStore, chain: String?, deployed: DeployedScripts?) {
    name = tested.member.name
    (mistakes, notices) = (tested.look?.mistakes ?? 0, tested.look?.notices ?? 0)
    explored = tested.look?.explored
    (passed, failed) = (tested.passed, tested.failed)
    replaced = tested.replacements.map(\.name)
    let bundle = try? StoreBundle(folder: tested.member.folder, chain: chain).bundle
    script = bundle?.script
    deployment = deployed.map { deployed in
      switch (deployed[tested.member.name], bundle) {
      case (nil, _): .new
      case (.failure(let failure)?, _): .unreadable(failure.message)
      case (.success?, nil): .unreadable("the store can't be read")
      case (.success(let other)?, let bundle?):
        bundle.script == other.script ? .same : .differs(bundle.files(otherThanIn: other))
      }
    }
  }

  var isGood: Bool { mistakes == 0 && failed == 0 && explored?.findings ?? 0 == 0 }

  private var hash: String { script.map { String($0.prefix(Self.hashLength)) } ?? "–" }
  private static let hashLength = 12
}

// MARK: - Words

extension StoreSurvey {
  private var check: String {
    mistakes > 0 ? mistakes.of("mistake") : notices > 0 ? notices.of("notice") : "nothing wrong"
  }

  private var tests: String {
    "\(passed) passed, \(failed) failed" + (replaced.isEmpty ? "" : ", \(replaced.count) replaced")
  }

  /// "explored: nothing found, closed: yes".
  private var exploration: String? {
    explored.map { found in
      "explored: \(found.findings == 0 ? "nothing" : "\(found.findings)") found, \(found.closing)"
    }
  }

  private var deployed: String? {
    switch deployment {
    case nil: nil
    case .same?: "as deployed"
    case .differs(let files)?: "other than deployed: \(files.joined(separator: " "))"
    case .new?: "not deployed"
    case .unreadable(let why)?: "what is deployed can't be read: \(why)"
    }
  }

  /// One line: "006-kiosk  3f2a91c0…  nothing wrong  12 passed, 0 failed  as deployed".
  var text: String {
    ([name, hash, check, tests] + [exploration, deployed].compactMap(\.self))
      .joined(separator: "  ")
  }

  var object: String {
    var fields: [String: Value] = [
      "store": .string(name), "mistakes": .int(Int64(mistakes)), "notices": .int(Int64(notices)),
      "passed": .int(Int64(passed)), "failed": .int(Int64(failed)),
      "replaced": .list(replaced.map(Value.string)),
    ]
    if let script { fields["script"] = .string(script) }
    if let explored {
      fields["explored"] = [
        "findings": .int(Int64(explored.findings)), "closing": .string(explored.closing),
      ]
    }
    switch deployment {
    case nil: break
    case .same?: fields["deployed"] = "same"
    case .new?: fields["deployed"] = "new"
    case .unreadable?: fields["deployed"] = "unreadable"
    case .differs(let files)?:
      fields["deployed"] = "differs"
      fields["files"] = .list(files.map(Value.string))
    }
    return WireJSON.line(.record(fields))
  }

  static func page(_ surveys: [StoreSurvey], missing: [String]) -> Page {
    let isCompared = surveys.contains { $0.deployment != nil }
    var columns: [PageTable.Column] = [
      "Store", "Script", "Check", "Scenarios", "Explored", "Replaced",
    ]
    if isCompared { columns.append("Deployed") }
    let bad = surveys.count { !$0.isGood }
    var blocks: [PageBlock] = [.table(PageTable(columns, surveys.map(\.cells)))]
    if !missing.isEmpty {
      blocks.append(
        .section("Deployed, and no store here", [.list(missing.map { PageText($0) })]))
    }
    return Page(
      "Stores",
      lead: """
        \(badge: "\(surveys.count - bad) good", .good) \
        \(badge: "\(bad) not good", bad > 0 ? .bad : .plain)
        """, blocks)
  }

  private var cells: [PageText] {
    let failing: PageText =
      failed > 0
      ? "\(badge: "\(failed) failed", .bad) \(passed) passed"
      : "\(badge: "\(passed) passed", .good)"
    let tone: PageTone = mistakes > 0 ? .bad : notices > 0 ? .odd : .good
    let compared: PageText =
      switch deployment {
      case nil: ""
      case .same?: "\(badge: "as deployed", .good)"
      case .new?: "\(badge: "not deployed", .odd)"
      case .unreadable(let why)?: "\(badge: "can't be read", .bad) \(why)"
      case .differs(let files)?:
        "\(badge: "other", .odd) \(code: files.joined(separator: "\n"))"
      }
    return [
      "\(strong: name)", "\(code: hash)", "\(badge: check, tone)", failing,
      PageText(exploration ?? "not explored"), PageText(replaced.joined(separator: "\n")), compared,
    ]
  }
}
