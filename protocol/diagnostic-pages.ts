/** What a diagnostic means and what to do about it, for the page that editors link to. */
export interface DiagnosticPage {
  title: string;
  meaning: string;
  whatToDo: string;
}

/** One entry for each code of diagnostics.ts. */
export const diagnosticPages: Readonly<Record<string, DiagnosticPage>> = {
  RS1002: {
    title: 'No such session',
    meaning: 'No running program has announced itself under this name.',
    whatToDo:
      '`restitch ps` lists the sessions. Start the program with `restitch run`. A session’s name is that of its entry file unless `--session` gives another.',
  },
  RS1003: {
    title: 'The session does not answer',
    meaning: 'The program’s coordinator was asked something and has not answered in time.',
    whatToDo:
      'Nothing was changed by the command. Try again, or give it more time with `--timeout`. On an overloaded machine an answer can take seconds.',
  },
  RS1004: {
    title: 'The session has ended',
    meaning: 'The program exited, or was killed, before it answered.',
    whatToDo: 'Start the program again. It loads the sources that lie on disk then.',
  },
  RS1005: {
    title: 'Another update is under way',
    meaning: 'A session carries out one update at a time.',
    whatToDo: 'Wait until the other update is done, and apply again.',
  },
  RS1006: {
    title: 'The plan cannot be read',
    meaning:
      'The file given with `--plan` is no plan: not JSON, of another format, or with a wrong value.',
    whatToDo:
      'The message names the place in the document. Write a new plan with `restitch plan NAME --out FILE`, and put decisions into its `override` fields only.',
  },
  RS1008: {
    title: 'No such program',
    meaning: 'The entry file does not exist.',
    whatToDo: 'Give the path of a `.js`, `.mjs`, `.cjs`, `.ts`, `.mts` or `.cts` file.',
  },
  RS1009: {
    title: 'The folder for sessions cannot be used',
    meaning:
      'Sessions announce themselves in a folder that belongs to you alone. This one is another user’s, or no folder.',
    whatToDo: 'Remove it, or set `RESTITCH_RUNTIME_DIR` to another folder.',
  },
  RS1010: {
    title: 'A fault in Restitch',
    meaning: 'Something that must not happen has happened. The program goes on as before.',
    whatToDo: 'Report it with the message, and the two versions of the source if you can.',
  },
  RS1020: {
    title: 'The debugger cannot attach',
    meaning:
      'There is no program to attach to under that name, process id or port, or it takes no debugger.',
    whatToDo:
      'Start the program with `restitch run <entry>`, or with `node --inspect`, and attach again.',
  },
  RS1021: {
    title: 'No terminal to run the program in',
    meaning:
      'The launch configuration asks for a terminal, and the debug client has not said that it has any.',
    whatToDo: 'Leave out `console`, or set it to `internalConsole`.',
  },
  RS1022: {
    title: 'The program cannot go on there',
    meaning:
      'The debugger was asked to let a stopped frame go on in front of another statement. Nothing is run on the way, so the loops and handlers around that statement have to be under way, and its variables have to have values.',
    whatToDo:
      'The message says what is missing. Choose another statement of the function, or step to a place from which it can be reached.',
  },
  RS1023: {
    title: 'The thread has gone on',
    meaning:
      'The debugger was asked about a frame, a variable or a value of a thread that was stopped, and the thread has gone on, or was updated, before the answer was there.',
    whatToDo: 'Nothing; the next stop has frames and values of its own.',
  },
  RS1024: {
    title: 'The evaluation was ended',
    meaning:
      'An expression in the debug console was evaluated in a stopped program, and the client cancelled it, or had the program go on or pause before it had come to its end.',
    whatToDo:
      'Nothing. What the expression had done until then is done; its `finally` blocks have not run.',
  },
  RS1025: {
    title: 'The session has not begun to answer',
    meaning:
      'The program has announced its session, but the thread that answers for it does not run yet. A debugger other than Restitch’s can hold it: the one built into the editor lets a new thread go only when the main thread runs, so a breakpoint that stops the program as it starts holds both.',
    whatToDo:
      'Let the program go on in its debugger. The session answers from then on, also at later stops. With the type `restitch` in place of `node`, the session answers before the program’s first line.',
  },
  RS1101: {
    title: 'The source does not parse',
    meaning: 'The JavaScript of this file has a syntax error, so there is no new version of it.',
    whatToDo: 'Correct the file. In the editor the last plan stays until the text parses again.',
  },
  RS1102: {
    title: 'The TypeScript source does not parse',
    meaning: 'Types could not be removed from this file, because of a syntax error.',
    whatToDo: 'Correct the file. Type errors do no harm; only syntax counts.',
  },
  RS1103: {
    title: 'The source file is gone',
    meaning:
      'A module is loaded whose file no longer exists, and the program needs it: another file still imports it, or nobody can tell, as of an entry or a worker. A file that is no longer imported, as after it was renamed, may be gone: its state and its activations go on in the file that has its code.',
    whatToDo: 'Restore the file, or take out what imports it.',
  },
  RS1104: {
    title: 'The file runs as it is',
    meaning: 'The module was loaded without instrumentation, so it cannot be updated.',
    whatToDo: 'The message says why. Changes to it take effect when the program is started again.',
  },
  RS1201: {
    title: 'A thread did not stop in time',
    meaning:
      'An update begins when every thread has come to an update point. This one is in a call that does not return, or in code without update points.',
    whatToDo:
      'Nothing was changed. Apply again when the thread has come out of the call that the message names, or give it more time with `--timeout`.',
  },
  RS1202: {
    title: 'A position is lost',
    meaning:
      'A function is active, and the new version has no place where its activation could go on: the function is gone, or nothing of its code is left.',
    whatToDo:
      'Decide how the activation goes on: at another place, from the beginning of the function, or by returning a value. Or keep the function, or wait until it has returned.',
  },
  RS1203: {
    title: 'A position is a guess',
    meaning:
      'The code that an activation stands at is gone or very different. It would go on at the place that follows.',
    whatToDo:
      'Look at the place. If it is wrong, choose another one; if it is right, nothing is to be done.',
  },
  RS1204: {
    title: 'A variable needs a value',
    meaning:
      'The new version has a variable that is declared in front of the place where an activation goes on, and its initialiser does more than read what is there.',
    whatToDo:
      'Accept the proposed value, or give another: an expression over the variables of the old activation.',
  },
  RS1205: {
    title: 'A variable starts as proposed',
    meaning: 'A new variable of an activation got the value that was proposed, because of `--yes`.',
    whatToDo: 'If that is wrong, roll back and give the value in a plan.',
  },
  RS1206: {
    title: 'Code that has run does not run again',
    meaning:
      'A top-level statement or an initialiser was changed or removed. It ran when its module was loaded; an update does not repeat it.',
    whatToDo:
      'It takes effect when the program is started again. For a binding you can decide that its new initialiser is evaluated.',
  },
  RS1207: {
    title: 'A function is gone',
    meaning:
      'The function is no longer in the sources. Whoever still holds it calls its last version.',
    whatToDo: 'Remove what still refers to it: listeners, timers, entries of tables.',
  },
  RS1208: {
    title: 'The update failed and was taken back',
    meaning:
      'New code of the modules threw while the update was committed. All threads run what they ran before. The variables of the modules have the values that they had; what new statements in front of the one that threw have done besides, such as a message that they sent or an object that they changed, stays done.',
    whatToDo:
      'Correct the sources and apply again. The statements that did run then run once more, unless you decide otherwise in the plan.',
  },
  RS1209: {
    title: 'The new code cannot take a frame over',
    meaning: 'No code could be made for going on from where a frame stands.',
    whatToDo:
      'Nothing was changed. Apply when the function is not active, or start the program again.',
  },
  RS1210: {
    title: 'Nothing to roll back',
    meaning: 'The session runs its first version.',
    whatToDo: 'A rollback takes back the last update.',
  },
  RS1211: {
    title: 'A new import could not be loaded',
    meaning:
      'The new version imports a module that is not there, that throws, or that a busy thread could not load in time.',
    whatToDo:
      'The message has the reason. A busy thread loads modules between two tasks: apply again.',
  },
  RS1212: {
    title: 'The plan does not fit',
    meaning: 'The plan was made for other sources than those that run and those that lie on disk.',
    whatToDo: 'Save all files and write a new plan with `restitch plan NAME --out FILE`.',
  },
  RS1214: {
    title: 'A class cannot become this',
    meaning:
      'A running class cannot change what it extends, nor gain static private or computed members.',
    whatToDo: 'Start the program again for this change, or write it in another way.',
  },
  RS1215: {
    title: 'Frames cannot become one',
    meaning:
      'A function is active whose code the new version has put into its caller, and its activation cannot become part of the caller’s: what called it is not a frame that waits for it (native code has called it), or somebody else may have the promise or the generator of a suspended activation (the function is exported, a public method, or its call is not awaited at once), or an async function is still in its first step, so that its caller has not got its promise.',
    whatToDo:
      'Apply when the function is not active, keep the function, or decide how the activation goes on.',
  },
  RS1213: {
    title: 'A closure needs a variable that was not kept',
    meaning:
      'New code of a function uses a variable of an enclosing function that its old code did not use. Functions that were created before the update have not kept it.',
    whatToDo:
      'Give the variable a value for them, write the function so that it does without, or start the program again.',
  },
  RS1216: {
    title: 'The plan decides about what is not there',
    meaning:
      'A decision in a plan names a function, place, variable or statement that does not exist.',
    whatToDo: 'Write a new plan, and put decisions into its `override` fields only.',
  },
  RS1217: {
    title: 'The plan’s code cannot be used',
    meaning:
      'An expression or a transformer in a plan does not parse, or uses names that it cannot see.',
    whatToDo:
      'Correct it. Expressions see the variables of the old activation and those of the module.',
  },
  RS1218: {
    title: 'An activation finishes in its old code',
    meaning:
      'As the plan says, the activations at this place go on in the old version to their end.',
    whatToDo: 'Nothing. All other calls run the new version.',
  },
  RS1219: {
    title: 'An activation ends',
    meaning: 'As the plan says, the activation returns or throws instead of going on.',
    whatToDo: 'Nothing. The call that it waits for comes to its end first.',
  },
  RS1220: {
    title: 'There is no way back',
    meaning:
      'A transformer of the update that is rolled back has no `back`, so values stay in their new form.',
    whatToDo: 'Give transformers a `back` if the old code cannot work with the new form.',
  },
  RS1221: {
    title: 'A new statement does not run',
    meaning: 'As the plan says, a new top-level statement is left out of the update.',
    whatToDo: 'Nothing. It runs when the program is started again.',
  },
  RS1222: {
    title: 'Values of a changed type exist',
    meaning:
      'A type of TypeScript has changed so that old values do not fit it any more, and such values can be reached from variables of modules or of functions.',
    whatToDo:
      'Write a transformer for the type in the plan: it is called once for each such value. Or decide to keep the values, if the new code can do with them. See `docs/plans.md`.',
  },
  RS1223: {
    title: 'A kept value does not fit its type',
    meaning: 'A variable keeps its value over the update, but has another type in the new version.',
    whatToDo:
      'Give it a value in the plan, an expression that may use the old one. Or accept that it stays, if the new code can do with it.',
  },
  RS1224: {
    title: 'Changed types are not looked at',
    meaning:
      'TypeScript could not be loaded from the workspace, there is no tsconfig.json, or a file that only declares types was changed before its old text was known.',
    whatToDo:
      'Install TypeScript (4.7 to 6) in the workspace. Everything but types works without it.',
  },
  RS1225: {
    title: 'A module is there twice',
    meaning:
      'A thread has loaded a module again while functions of its first copy may still be called: its entry in `require.cache` was deleted, or it was imported with another query. An update could not tell the variables of the two apart.',
    whatToDo:
      'Start the program again to change this module. A copy that nothing holds any more does not count: the update has V8 collect it first, which it cannot do for a thread that never comes back to its event loop.',
  },
  RS1301: {
    title: 'A new statement will run',
    meaning: 'A top-level statement is new. It runs once, when the update commits.',
    whatToDo: 'Nothing, if that is meant. Else decide that it does not run now.',
  },
  RS1302: {
    title: 'Instances keep their shape',
    meaning:
      'A class changed the fields that its constructor assigns, or renamed fields. Instances that exist have the old ones.',
    whatToDo:
      'Write a state transformer for the instances, or make the new code bear with both forms.',
  },
  RS1303: {
    title: 'A module cannot gain this export',
    meaning:
      'An export without a name in the module (`export default` of an expression, `export * from`) cannot be added to a module that is loaded.',
    whatToDo: 'Export a named function, class or variable, or start the program again.',
  },
  RS1304: {
    title: 'A function’s counterpart is a guess',
    meaning:
      'The inference takes this function for the new version of another one, without being sure.',
    whatToDo: 'Confirm it, or decide that the old function has no new version.',
  },
};

/** The page in Markdown; a diagnostic’s link leads to its heading. */
export function diagnosticsDocument(): string {
  const sections = Object.entries(diagnosticPages)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, { title, meaning, whatToDo }]) =>
      [
        `<a id="${code.toLowerCase()}"></a>`,
        `## ${code}: ${title}`,
        meaning,
        `**What to do.** ${whatToDo}`,
      ].join('\n\n'),
    );
  const head = [
    '# Diagnostics',
    'Every diagnostic has a code that stays the same from version to version. `RS10xx` are about sessions and the command line, `RS11xx` about source files, `RS12xx` about updates, and `RS13xx` are told in the editor only, before an update.',
    'This page is made from `protocol/diagnostic-pages.ts`.',
  ];
  return `${[...head, ...sections].join('\n\n')}\n`;
}
