// A bot of discord.js against the loopback stand-in. It does what a bot can do, and writes a line
// of JSON for all that it sees; whatever it warns of is for the test to fail on.
import {
  ActionRowBuilder, ButtonBuilder, ButtonStyle, Client, ContainerBuilder, Events, GatewayIntentBits,
  MessageFlags, ModalBuilder, Partials, SimpleShardingStrategy, StringSelectMenuBuilder,
  TextDisplayBuilder, TextInputBuilder, TextInputStyle,
} from 'discord.js';

const say = (event, more = {}) => process.stdout.write(JSON.stringify({ event, ...more }) + '\n');
const compressed = process.env.STANDIN_COMPRESS === 'yes';
const client = new Client({
  intents: [
    GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages,
  ],
  partials: [Partials.Channel],
  allowedMentions: { parse: [], repliedUser: false },
  rest: { api: process.env.STANDIN_API, retries: 2 },
  ws: {
    buildStrategy: (manager) => {
      if (compressed) manager.options.compression = 'zlib-stream';
      return new SimpleShardingStrategy(manager);
    },
  },
});

const COMMANDS = [
  { name: 'ask', description: 'Ask', options: [
    { name: 'question', description: 'What', type: 3, required: true },
    { name: 'private', description: 'For you alone', type: 5 },
  ] },
  { name: 'capital', description: 'Suggests', options: [
    { name: 'name', description: 'Which', type: 3, autocomplete: true, required: true },
  ] },
  { name: 'upload', description: 'Takes a file, a channel and a role', options: [
    { name: 'file', description: 'Which', type: 11, required: true },
    { name: 'channel', description: 'Where', type: 7 },
    { name: 'role', description: 'Who', type: 8 },
  ] },
  { name: 'form', description: 'Opens a form' },
  { name: 'group', description: 'Of commands', options: [
    { name: 'list', description: 'One of them', type: 1 },
  ] },
  { name: 'Quote this', type: 3 },
  { name: 'Who is this', type: 2 },
];

const button = (id) => new ActionRowBuilder().addComponents(
  new ButtonBuilder().setCustomId(id).setLabel('More').setStyle(ButtonStyle.Primary));
const menu = () => new ActionRowBuilder().addComponents(
  new StringSelectMenuBuilder().setCustomId('menu').addOptions(
    { label: 'One', value: '1' }, { label: 'Two', value: '2' }));

async function ask(it) {
  const flags = it.options.getBoolean('private') ? MessageFlags.Ephemeral : undefined;
  await it.deferReply({ flags });
  const box = new ContainerBuilder().addTextDisplayComponents(
    new TextDisplayBuilder().setContent(`asked: ${it.options.getString('question')}`));
  const edited = await it.editReply({
    components: [box, button('more'), menu()], flags: MessageFlags.IsComponentsV2 });
  const fetched = await it.fetchReply();
  const further = await it.followUp({ content: 'and this', flags: MessageFlags.Ephemeral });
  say('answered', { same: fetched.id === edited.id, components: fetched.components.length,
    further: further.content, ephemeral: fetched.flags.has(MessageFlags.Ephemeral) });
}

async function typed(it) {
  if (it.commandName === 'ask') return ask(it);
  if (it.commandName === 'capital') return it.reply(`capital: ${it.options.getString('name')}`);
  if (it.commandName === 'group') return it.reply(it.options.getSubcommand());
  if (it.commandName === 'upload') {
    const file = it.options.getAttachment('file');
    const body = await (await fetch(file.url)).text();
    return it.reply(`${file.name} ${file.size} ${body} ${it.options.getChannel('channel')?.name} `
      + `${it.options.getRole('role')?.name}`);
  }
  return it.showModal(new ModalBuilder().setCustomId('form').setTitle('A form').addComponents(
    new ActionRowBuilder().addComponents(new TextInputBuilder().setCustomId('text')
      .setLabel('What').setStyle(TextInputStyle.Paragraph))));
}

async function interacted(it) {
  say('interaction', { kind: it.type, locale: it.locale, cached: it.guild !== null,
    member: it.member?.id ?? null, room: it.channel?.name ?? null });
  if (it.isAutocomplete()) {
    const start = it.options.getFocused();
    const names = ['berlin', 'bern', 'rome'].filter((name) => name.startsWith(start));
    return it.respond(names.map((name) => ({ name, value: name })));
  }
  if (it.isMessageContextMenuCommand()) return it.reply(`you mean: ${it.targetMessage.content}`);
  if (it.isUserContextMenuCommand()) return it.reply(`you mean: ${it.targetUser.username}`);
  if (it.isChatInputCommand()) return typed(it);
  if (it.isButton()) {
    await it.deferUpdate();
    return it.editReply({
      components: [new TextDisplayBuilder().setContent('pressed')], flags: MessageFlags.IsComponentsV2 });
  }
  if (it.isStringSelectMenu()) return it.reply({ content: `chose ${it.values.join()}` });
  if (it.isModalSubmit()) {
    return it.reply({ content: it.fields.getTextInputValue('text'), flags: MessageFlags.Ephemeral });
  }
  return say('unknown', { kind: it.type });
}

async function heard(message) {
  if (message.author.id === client.user.id) return;
  say('message', { content: message.content, dm: message.guild === null });
  if (message.guild !== null && !message.mentions.has(client.user)) return;
  await message.channel.sendTyping();
  const sent = await message.reply({ content: `heard: ${message.content}` });
  await sent.edit('heard, and thought about it');
  const before = await message.channel.messages.fetch({ limit: 10 });
  say('replied', { to: sent.reference.messageId, seen: before.size });
}

const calmly = (work) => async (...given) => {
  try { await work(...given); } catch (error) { say('failed', { why: String(error?.stack ?? error) }); }
};

client.once(Events.ClientReady, calmly(async (ready) => {
  const told = await ready.application.commands.set(COMMANDS);
  const guild = ready.guilds.cache.first();
  const me = guild?.members.me;
  const rooms = guild ? (await guild.channels.fetch()).size : 0;
  say('ready', { name: ready.user.username, commands: told.size, guild: guild?.name, me: me?.id,
    rooms, available: guild?.available });
}));
client.on(Events.InteractionCreate, calmly(interacted));
client.on(Events.MessageCreate, calmly(heard));
client.on(Events.MessageUpdate, (_, now) => say('updated', { content: now.content }));
for (const bad of [Events.Error, Events.Warn, Events.Invalidated, Events.ShardError]) {
  client.on(bad, (what) => say('bad', { kind: bad, why: String(what?.stack ?? what) }));
}
client.on(Events.ShardReconnecting, () => say('reconnecting'));
client.on(Events.ShardResume, (_, replayed) => say('resumed', { replayed }));
client.on(Events.ShardDisconnect, (close) => say('disconnected', { code: close.code }));
client.on(Events.ShardReady, () => say('shard ready'));
if (process.env.STANDIN_DEBUG) client.on(Events.Debug, (line) => process.stderr.write(line + '\n'));
process.on('unhandledRejection', (error) => say('bad', { kind: 'rejection', why: String(error?.stack) }));
process.on('warning', (warning) => {
  if (warning.name !== 'ExperimentalWarning') say('bad', { kind: 'warning', why: String(warning) });
});
process.stdin.on('data', async () => { await client.destroy(); process.exit(0); });
await client.login(process.env.STANDIN_TOKEN);
