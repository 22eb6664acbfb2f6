import Testing

@testable import KassaProving
@testable import KassaRuntime

/// `day.random`: what a script draws in a scenario.
@Suite(.timeLimit(.minutes(1))) struct DayChanceTests {
  private static let lucky = """
    on = { receipt_begun = function()
        prompt.tell { "lucky.tell", title = "Номер {number}", args = { number = math.random(10, 99) } }
      end },
    """

  @Test(arguments: [
    ("least", "Номер 10"), ("most", "Номер 99"), ("least_first", "Номер 10"),
    ("most_first", "Номер 99"),
  ])
  func `a flow that begins draws what the scenario says, after a power cut too`(
    drawn: String, title: String
  ) async throws {
    let store = try TriedStore(Self.lucky).scenario(
      """
      day.random "\(drawn)"
      day.sign_in()
      day.expect { prompt = "lucky.tell", title = "\(title)" }
      day.power_off()
      day.expect { prompt = "lucky.tell", title = "\(title)" }
      """)
    #expect(try await store.failure() == nil)
  }

  @Test func `the same at every run where the scenario says nothing`() async throws {
    let store = try TriedStore(Self.lucky).scenario(
      """
      day.sign_in()
      day.expect { prompt = "lucky.tell", title = "Номер 10" }
      """)
    let failures = [try await store.failure(), try await store.failure()].map { $0?.came }
    #expect(failures[0] == failures[1] && failures[0]?.contains("Номер ") == true)
  }
}
