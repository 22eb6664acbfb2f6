import Synchronization

/// Where the flows of one bundle and language run, one at a time: what they load is loaded once.
///
/// Whoever has entered is the only one that touches it, up to `leave`.
final class FlowImage: @unchecked Sendable {
  /// What the scripts that live here reach; no flow while modules load.
  let place: FlowPlace
  private let noFlow: NoFlow
  let program: Program
  private let isTaken = Atomic(true)

  /// One that is entered.
  ///
  /// - Parameter withSale: whether the stock sale is loaded at once, and not by the flow that needs it.
  init(
    _ bundle: Bundle, _ source: BundleSource, _ language: Language, keepsImage: Bool,
    withSale: Bool = true
  ) {
    noFlow = NoFlow(language)
    place = FlowPlace(noFlow)
    program = Program(
      declared: Bindings.declared(language), reaching: place, sources: source,
      prelude: "kassa.prelude",
      modules: Self.modules(of: source, withSale: withSale), keepsImage: keepsImage)
  }

  /// False where another is in it.
  func enter() -> Bool { !isTaken.exchange(true, ordering: .acquiring) }

  func leave() {
    place.flow = noFlow
    isTaken.store(false, ordering: .releasing)
  }

  /// What a flow of any name begins with, of what there is: an older library has less.
  ///
  /// Of the stock flows the sale alone, which a till begins a hundred times for once of any other: what an
  /// image holds is copied for each flow, and walked for the key of each state.
  private static func modules(of source: BundleSource, withSale: Bool) -> [String] {
    let sale = withSale ? ["kassa.flows.sale"] : []
    let others = ["store", "kassa.chain", "kassa.till_values"] + sale
    return ["kassa.flow"] + others.filter { source.names.contains($0) }
  }
}

/// The images of the bundles that flows run, for the whole process.
package final class FlowImages: Sendable {
  package static let shared = FlowImages(most: 8)
  /// Each flow loads what it runs, as everywhere under AddressSanitizer.
  package static let none = FlowImages(most: 0)

  private struct Key: Hashable {
    let bundle: String
    let language: Language
  }

  private let most: Int
  /// The one that was used last is the last.
  private let kept = Mutex<[(key: Key, image: FlowImage)]>([])

  /// - Parameter most: a till uses one for its store, and one for the stock flow where its store fails.
  init(most: Int) { self.most = most }

  /// How many there are, and what they take together beside the memory that flows live in.
  package var count: Int { kept.withLock { $0.count } }
  package var bytes: Int {
    kept.withLock { $0.reduce(0) { $0 + ($1.image.program.image?.bytes ?? 0) } }
  }

  /// Where a flow can run: the image of its bundle, or a place of its own while another flow is there.
  func enter(_ bundle: Bundle, _ source: BundleSource, _ language: Language) -> FlowImage {
    guard most > 0 else { return FlowImage(bundle, source, language, keepsImage: false) }
    let key = Key(bundle: bundle.hash, language: language)
    return kept.withLock { kept in
      guard let index = kept.firstIndex(where: { $0.key == key }) else {
        let image = FlowImage(bundle, source, language, keepsImage: true)
        kept = kept.suffix(most - 1) + [(key, image)]
        return image
      }
      let image = kept[index].image
      kept.append(kept.remove(at: index))
      return image.enter() ? image : FlowImage(bundle, source, language, keepsImage: false)
    }
  }
}
