using PrivateFed.Posts;
using static PrivateFed.Demo.Motif;

namespace PrivateFed.Demo;

/// <summary>A photo to be drawn, with its description.</summary>
internal sealed record DemoPhoto(Motif Motif, string Description, bool Upright = false);

/// <summary>A comment on a post; Joe's come from his own server.</summary>
internal sealed record DemoComment(string By, string Text);

/// <summary>One post of the demo.</summary>
/// <param name="DaysAgo">Days before the day on which the demo is filled.</param>
/// <param name="Hour">In UTC.</param>
/// <param name="By">The author's handle.</param>
/// <param name="Text">Markdown.</param>
internal sealed record DemoPost(int DaysAgo, int Hour, string By, string Text)
{
    public DemoPhoto[] Photos { get; init; } = [];

    public DemoComment[] Comments { get; init; } = [];

    /// <summary>Handles of the people who react with a heart.</summary>
    public string[] Hearts { get; init; } = [];

    /// <summary>Null for everyone.</summary>
    public string? Circle { get; init; }

    /// <summary>Kind of life event; null for an ordinary post.</summary>
    public LifeEventKind? Kind { get; init; }

    public string Title { get; init; } = "";

    /// <summary>Number of days before today on which it happened; null when it was shared on the day.</summary>
    public int? HappenedDaysAgo { get; init; }

    /// <summary>The text before an edit one hour later; null when the post was never edited.</summary>
    public string? FirstPut { get; init; }
}

/// <summary>A draft.</summary>
/// <param name="By">The author's handle.</param>
/// <param name="Text">Markdown.</param>
/// <param name="InDays">Days until it is published automatically; null when its author will share it.</param>
internal sealed record DemoDraft(string By, string Text, int? InDays = null)
{
    public LifeEventKind? Kind { get; init; }

    public string Title { get; init; } = "";
}

/// <summary>Two years of a family, oldest first.</summary>
internal static class DemoStory
{
    public const string Album = "Summer in Sweden";

    public static readonly IReadOnlyList<DemoPost> Posts =
    [
        new(730, 18, "mara",
            "So here we are, in a house of our own. Nobody looks over our shoulder, nobody sells anything. **Welcome in.**")
        {
            Kind = LifeEventKind.Move, Title = "A house of our own",
            Photos = [new(House, "A red house with white corners under a pale sky")], Hearts = ["ingrid", "tom", "lena", "astrid"],
            Comments = [new("ingrid", "I found the door all by myself!")],
        },
        new(722, 7, "tom", "First frost on the windscreen. Nils licked it. He reports that it tastes of *car*.")
        {
            Hearts = ["ingrid", "olle"],
        },
        new(701, 16, "mara", "Saffron buns, forty of them. By now there are eleven.")
        {
            Photos = [new(Cake, "A cake with one candle on a blue table")],
            Hearts = ["ingrid", "karl"],
        },
        new(698, 19, "lena", "Merry Christmas from the three of us. The goat is made of straw and has survived so far.")
        {
            Photos = [new(Snow, "Fir trees in falling snow")],
            Hearts = ["tom", "mara", "ingrid"],
        },
        new(694, 20, "lena",
            "Found in mother's drawer: the two of them on the church steps, and it is raining. Nobody in the family has been on time since.")
        {
            Photos = [new(House, "A church door in the rain")],
            Kind = LifeEventKind.Wedding,
            Title = "Ingrid and Axel",
            HappenedDaysAgo = 20_270,
            Hearts = ["tom", "ingrid", "mara"],
            Comments = [new("ingrid", "It was not rain, it was weather.")],
        },
        new(690, 11, "tom", "A happy new year to all of you. We slept through it, all three, for the first time since 2019.")
        {
            Comments = [new("karl", "Lucky people.")],
        },
        new(664, 15, "mara", "The lake carries. Nils has skates now, and a bruise of which he is proud.")
        {
            Photos = [new(Snow, "Fir trees and a frozen lake"), new(Sea, "The lake, blue and smooth")],
            Hearts = ["ingrid"],
        },
        new(640, 9, "tom", "Winter holiday in the mountains: four days of sun, two of fog, one of *\"my boots are too small\"*.")
        {
            Photos = [new(Hills, "Blue hills one behind the other"), new(Snow, "Snow on fir trees"),
                new(Hills, "Evening light over the hills", Upright: true)],
            Hearts = ["lena", "astrid"],
        },
        new(611, 12, "lena", "Olle's choir sings in the cathedral on the 12th at six. Who comes?")
        {
            Comments = [new("tom", "All of us, in the third row."), new("ingrid", "I am bringing tissues.")],
        },
        new(598, 20, "mara", "For the two of you alone: we are expecting. **Late summer.** Tell nobody yet, not even the dog.")
        {
            Circle = "Grandparents",
            Hearts = ["ingrid", "astrid"],
            Comments = [new("astrid", "I have told the dog. He is discreet.")],
        },
        new(571, 17, "tom", "Forty today. The knees say fifty, the cake says one.")
        {
            Photos = [new(Cake, "A birthday cake with a candle")],
            Hearts = ["mara", "lena", "ingrid", "olle", "karl"],
            Comments = [new("lena", "Happy birthday, little brother!")],
        },
        new(560, 18, "mara", "It is out now: Nils will be a big brother in August. He has asked whether it can be a cat.")
        {
            Hearts = ["ingrid", "tom", "lena", "karl", "astrid", "sofie"],
            Comments = [new("sofie", "I cried on the tram."), new("bo", "A cat would be cheaper.")],
        },
        new(530, 10, "lena", "Midsummer table for twenty. If you bring herring, tell Karl, or we shall have nine kinds again.")
        {
            Photos = [new(Hills, "Green hills in summer")],
            Comments = [new("karl", "Nine kinds were not enough."), new("ingrid", "I bring the tenth.")],
        },
        new(522, 21, "tom", "It did not get dark, and nobody went to bed.")
        {
            Photos = [new(Sea, "A boat on a bright night sea"), new(Hills, "Hills in the light of midnight"),
                new(Sea, "Waves and a low sun", Upright: true), new(House, "The red house at midnight")],
            Hearts = ["mara", "ingrid", "olle"],
        },
        new(497, 14, "mara", "Swimming lessons. He swims like a very determined spoon.")
        {
            Photos = [new(Sea, "Small waves")],
            Hearts = ["ingrid"],
        },
        new(471, 6, "mara", "3,410 grams, 51 centimetres, at ten past four this morning. All three of us are well, and one of us sleeps.")
        {
            Photos = [new(Face, "A newborn with dark hair", Upright: true)],
            Kind = LifeEventKind.Birth,
            Title = "Ida",
            HappenedDaysAgo = 471,
            Hearts = ["tom", "ingrid", "lena", "karl", "olle", "astrid", "sofie", "bo"],
            Comments = [new("ingrid", "Kiss her feet from me."), new("bo", "The whole rig has seen the picture.")],
        },
        new(466, 16, "tom", "Nils has met her. He says that she is *\"quite small, but it will do\"*.")
        {
            Photos = [new(Face, "A boy with fair hair looks serious")],
            Hearts = ["mara", "ingrid", "astrid"],
        },
        new(440, 19, "lena", "Back to school. Olle is taller than me, and says so daily.") { Hearts = ["tom"] },
        new(415, 13, "mara", "Baptism in the little church, then coffee for thirty in the garden. Thank you, all of you.")
        {
            Photos = [new(House, "A small house with a light window"), new(Cake, "The cake of the day"),
                new(Face, "Ida looks at the candle"), new(Hills, "The garden hill"), new(Face, "Nils in a white shirt"),
                new(Cake, "What was left of the cake")],
            Hearts = ["ingrid", "sofie", "astrid", "lena"],
            Comments = [new("sofie", "My first day as a godmother. I practise.")],
        },
        new(398, 20, "tom", "Three hours of sleep, in four pieces. Ask me anything, I shall not know it.")
        {
            Comments = [new("karl", "It ends. Ours did, after two years.")],
        },
        new(377, 12, "mara", "Chanterelles! The place stays a secret, even here.")
        {
            Photos = [new(Hills, "A forest in autumn colours")],
            Hearts = ["karl", "astrid"],
            Comments = [new("karl", "Behind the quarry?"), new("mara", "No comment.")],
        },
        new(350, 17, "lena", "Grandfather's clock is repaired. It strikes thirteen, as it always did.") { Hearts = ["ingrid", "tom"] },
        new(336, 15, "mara", "Ida laughs. Reason: a spoon.")
        {
            Photos = [new(Face, "Ida laughs")],
            Hearts = ["ingrid", "tom", "astrid", "sofie", "lena"],
        },
        new(331, 18, "tom", "Christmas, with one who believes and one who eats the paper.")
        {
            Photos = [new(Snow, "Snow in front of the window")],
            Hearts = ["ingrid", "bo"],
        },
        new(300, 10, "lena", "We have bought the boat. It floats, mostly.")
        {
            Photos = [new(Sea, "A small boat with a white sail")],
            Hearts = ["tom", "olle"],
            Comments = [new("tom", "How mostly?"), new("karl", "Bring a bucket.")],
        },
        new(281, 9, "mara", "First tooth, lower left. She bit the doctor.") { Hearts = ["ingrid", "sofie"] },
        new(262, 18, "mara",
            "She died on Sunday, ninety-four years old, in her own bed, with the window open as she wanted. The funeral is on Friday at two. She asked for *no black*.")
        {
            Kind = LifeEventKind.Farewell, Title = "Aunt Märta", HappenedDaysAgo = 264, Hearts = ["ingrid", "tom"],
            Photos = [new(Sea, "A calm grey sea")],
            Comments = [new("ingrid", "She taught me to row. I shall wear the yellow coat."), new("lena", "We are all coming.")] },
        new(240, 16, "tom", "Nils rides without the small wheels. Brakes: to be learned.")
        {
            Photos = [new(Hills, "A road over a hill")],
            Hearts = ["mara", "ingrid", "karl"],
        },
        new(214, 11, "lena", "Olle's voice has broken. The choir has lost a soprano and won a door hinge.")
        {
            Circle = "Holms",
            Comments = [new("olle", "MUM.")],
        },
        new(190, 19, "mara", "Ten years married. He remembered. I did not.")
        {
            Photos = [new(Cake, "A small cake for two")],
            Hearts = ["ingrid", "lena", "astrid"],
            Comments = [new("tom", "I shall mention it for ten more.")],
        },
        new(172, 13, "tom", "She walks. Four steps, from the table to the cat that we do not have.")
        {
            Photos = [new(Face, "Ida stands and is proud", Upright: true)],
            Hearts = ["ingrid", "mara", "lena", "sofie", "astrid", "bo"],
        },
        new(155, 20, "lena", "Four weeks of islands. We shall be sunburned and impossible to talk to.")
        {
            Photos = [new(Sea, "Islands and a boat"), new(Sea, "The sail from below", Upright: true)],
            Hearts = ["tom"],
        },
        new(141, 17, "mara", "The swimming spoon has become a fish.")
        {
            Photos = [new(Sea, "Waves in the evening"), new(Hills, "The bay from above"), new(House, "The summer house"),
                new(Face, "Nils, wet and happy"), new(Sea, "The last swim of the day")],
            Hearts = ["ingrid", "astrid", "karl"],
        },
        new(110, 8, "tom", "The bag is larger than he is.")
        {
            Kind = LifeEventKind.School,
            Title = "Nils goes to school",
            FirstPut = "The bag is bigger then he is.",
            Photos = [new(Face, "Nils with combed hair")],
            Hearts = ["ingrid", "lena", "astrid", "sofie"],
            Comments = [new("ingrid", "He looks like you in 1991, ears and all.")],
        },
        new(106, 15, "mara", "Two candles. She blew out one, Nils the other, and then there was a discussion.")
        {
            Photos = [new(Cake, "Ida's cake")],
            Hearts = ["sofie", "ingrid", "bo"],
        },
        new(98, 17, "mara",
            "Four steps from the stove to Tom, then she sat down and laughed at us. We have waited until we were sure: it was not an accident.")
        {
            Photos = [new(Face, "Ida stands, and is proud")],
            Kind = LifeEventKind.FirstSteps,
            Title = "Ida walks",
            HappenedDaysAgo = 101,
            Hearts = ["ingrid", "sofie", "astrid", "lena"],
        },
        new(70, 18, "lena", "Apples. If you can carry apples, come and take apples.")
        {
            Photos = [new(House, "The house behind the apple trees")],
            Comments = [new("astrid", "I come on Thursday, with the trailer.")],
        },
        new(41, 12, "tom", "The whole choir on bicycles along the coast. Joe baked for everybody.")
        {
            Photos = [new(Hills, "The road along the coast"), new(Sea, "The sea beside the road")],
            Hearts = ["mara", "lena"],
        },
        new(15, 19, "mara", "Dark at four. We have put candles in all windows, and it helps.")
        {
            Photos = [new(House, "The house in the dark, its window lit")],
            Hearts = ["ingrid", "astrid"],
            Comments = [new("joe", "From the road it looks like a ship.")],
        },
        new(6, 17, "tom", "Nils has lost a tooth and found a business model.")
        {
            Hearts = ["ingrid", "karl", "joe"],
            Comments = [new("joe", "What is the rate these days?"), new("tom", "Ten crowns, and rising.")],
        },
        new(3, 16, "lena", "The boat is out of the water. So is the bucket.")
        {
            Photos = [new(Sea, "An empty bay")],
            Hearts = ["tom", "karl"],
        },
        new(1, 18, "mara", "The first snow! Ida stood in the door and said her first whole sentence: *\"Who did that?\"*")
        {
            Photos = [new(Snow, "Snow falls on the fir trees"), new(House, "Snow on the roof"),
                new(Face, "Ida in a red hat", Upright: true)], Hearts = ["ingrid", "tom", "sofie", "joe"],
            Comments = [new("ingrid", "A question for the philosophers."), new("joe", "Please tell her that it was me.")],
        },
    ];

    public static readonly IReadOnlyList<DemoDraft> Drafts =
    [
        new("mara", "He asked on the ferry, of all places, and the whole deck") { Kind = LifeEventKind.Engagement, Title = "Bo and Sofie" },
        new("mara", "Saffron buns on Saturday at three. Whoever comes early may knead.", InDays: 2),
        new("tom", "Things that Nils has said this week:\n\n- *\"I am not tired, my eyes are.\"*"),
    ];
}
