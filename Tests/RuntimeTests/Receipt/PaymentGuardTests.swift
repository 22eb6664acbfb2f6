import Testing

@testable import KassaRuntime

/// Invariants 1 and 2, attacked from a store's script: payment before receipt, and the one source of
/// an approval.
@Suite struct PaymentGuardTests {
  /// Scripts that want a document without its money, and what each is told.
  static let attacks: [(script: String, says: String)] = [
    (
      #"receipt.add { name = "Кофе", price = 100 } receipt.print()"#,
      "0.00 of 1.00 is paid; take the rest first"
    ),
    ("receipt.print()", "the receipt is empty; add something first"),
    (
      #"receipt.add { name = "Кофе", price = 100 } terminal.charge { "charge.window", terminal = "standalone", amount = 101 }"#,
      "1.01 can't be charged; from 0.01 to 1.00 is due"
    ),
    (
      #"receipt.add { name = "Кофе", price = 1.5 }"#,
      "receipt.add: price: a whole number was expected, got 1.5"
    ),
    (
      #"receipt.add { name = "Кофе", price = 100 } receipt.confirm { tender = "credit", amount = 100 }"#,
      "the lines' settlement method does not go with «credit»; change one of the two"
    ),
  ]

  @Test(arguments: attacks.indices)
  func `a script that wants more than is paid raises and the till goes on`(index: Int) async throws
  {
    let attack = Self.attacks[index]
    let scene = try await Story.sale(attack.script).play(Story.signIn)
    #expect(scene.documents.isEmpty)
    #expect(scene.faults.first?.contains(attack.says) == true, "\(scene.faults)")
    #expect(scene.stands == "sale")
  }

  @Test func `a provider that asks a greeting and returns success approves nothing`() async throws {
    let story = try Story(
      "providers = { kind },",
      before: """
        local kind = provider "kind" {
          charge = function(charge)
            prompt.tell { "hello", title = "Hello" }
            return "approved"
          end,
        }
        """)
    let scene = try await story.play(
      Story.start + ["sale: pay.card", "hello: ok"])
    #expect(scene.documents.isEmpty)
    #expect(scene.receipt?.charged == .zero)
  }

  @Test func `the outcome prompt keeps its buttons and takes neither default nor cancel`()
    async throws
  {
    let window = """
      receipt.add { name = "Кофе", price = 100 }
      shift.open()
      terminal.charge { "charge.window", terminal = "standalone", amount = 100, title = "Hi",
        body = "", hide = { "approved", "declined", "unknown" } }
      """
    let scene = try await Story.sale(window).play(Story.signIn)
    let prompt = try #require(scene.prompts.last)
    #expect(prompt.id == "charge.window")
    #expect(Set(prompt.buttons.map(\.id)).isSuperset(of: ["approved", "declined", "unknown"]))
    #expect(prompt.defaultButton == nil)
    #expect(!prompt.mayCancel)
    #expect(prompt.body.contains("1,00"))
  }

  @Test func `a card sale prints one document, and the next receipt has no approval`() async throws
  {
    let scene = try await Story().play(
      Story.start + ["sale: pay.card", "charge.window: approved"])
    #expect(scene.documents.map(\.payments.cashless) == [Money(checked: 19950)])
    #expect(scene.receipt?.charged == .zero)
    #expect(scene.stands == "sale")
  }
}
