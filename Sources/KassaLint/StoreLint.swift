import KassaProving
package import KassaRuntime

/// Everything that can be said of a store without opening a till: its files, its table, what its
/// functions say, its scenarios, its goods.
package enum StoreLint {
  /// All of it, mistakes and notices, in the order of the files.
  package static func findings(folder: String, chain: String? = nil) -> [StoreCheck.Finding] {
    report(folder: folder, chain: chain).findings
  }

  /// The same, and who may do what at the store's tills; nil where its table can't be read.
  package static func report(
    folder: String, chain: String? = nil
  ) -> (findings: [StoreCheck.Finding], rights: Rights?) {
    do { return try PackedStore.withFolders(folder, chain: chain, read) } catch {
      let error = error as? StoreError ?? .unreadable(path: folder, reason: "\(error)")
      return ([StoreCheck.Finding(error, isMistake: true)], nil)
    }
  }

  /// The ids of the prompts that the store asks and the modules that it requires, as far as they are written out;
  /// none where it can't be read, of which its check says why.
  package static func askedPrompts(folder: String, chain: String? = nil) -> Set<String> {
    let bundle = try? PackedStore.withFolders(folder, chain: chain) { folder, chain in
      try StoreBundle(folder: folder, chain: chain).bundle
    }
    return bundle.map { StoreTexts($0, StoreCheck.load($0)).requiredPrompts } ?? []
  }

  private static func read(
    folder: String, chain: String?
  ) -> (findings: [StoreCheck.Finding], rights: Rights?) {
    let bundle: Bundle
    do throws(StoreError) {
      bundle = try StoreBundle(folder: folder, chain: chain).bundle
    } catch { return ([StoreCheck.Finding(error, isMistake: true)], nil) }
    let loaded = StoreCheck.load(bundle)
    let goods = KnownGoods.read(folder: folder)
    let texts = StoreTexts(bundle, loaded, goods.goods)
    let more = new(texts.findings + scenarios(folder, chain, texts), beside: loaded.findings)
    return (loaded.findings + more + goods.findings, loaded.rights)
  }

  /// Without what loading the store has said already about the same line.
  private static func new(
    _ findings: [StoreCheck.Finding], beside said: [StoreCheck.Finding]
  ) -> [StoreCheck.Finding] {
    let places = Set(said.filter { $0.isMistake && $0.path == nil }.compactMap(\.place))
    let texts = Set(said.map(\.text))
    return findings.filter { finding in
      let isSaid = finding.isMistake && finding.place.map(places.contains) == true
      return !isSaid && !texts.contains(finding.text)
    }
  }

  private static func scenarios(
    _ folder: String, _ chain: String?, _ texts: StoreTexts
  ) -> [StoreCheck.Finding] {
    let files = ScenarioCheck.files(store: folder, chain: chain)
    guard !files.isEmpty else { return [] }
    var known = Known.ofScenarios(ScenarioCheck.modules(), texts.prompts)
    (known.ownPrompts, known.values) = (texts.ownPrompts, texts.values)
    known.moduleNames = texts.moduleNames.union(ScenarioCheck.support).union(
      files.map { file in
        let path = file.chunk.name.split(separator: "/").dropFirst(2)
        return Bundle.module(ofPath: path.joined(separator: "/"))
      })
    return files.flatMap { file -> [StoreCheck.Finding] in
      let broken = file.failure.map { [StoreCheck.Finding($0)] } ?? []
      return broken + new(Self.findings(file.chunk, known), beside: broken)
    }
  }

  /// What the rules say of a file; nothing of one that is no Lua, of which Lua says so.
  static func findings(
    _ chunk: Chunk, _ known: Known, isStore: Bool = false
  ) -> [StoreCheck.Finding] {
    guard let tree = try? Parser.parse(chunk.source) else { return [] }
    return findings(Reading(tree, known, isStore: isStore), file: chunk.name)
  }

  static func findings(_ reading: Reading, file: String) -> [StoreCheck.Finding] {
    Rules.remarks(reading).map {
      StoreCheck.Finding($0.words, isMistake: $0.isMistake, file: file, line: $0.line)
    }
  }
}

extension StoreCheck.Finding {
  /// Why a scenario's file can't be played.
  init(_ failure: ScenarioFailure) {
    let remedy = failure.expected.map { "expected \($0); came \(failure.came)" } ?? failure.came
    self.init(ErrorWords(remedy), isMistake: true, file: failure.file, line: failure.line ?? 1)
  }
}
