import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isRefusal } from '../../kernel/refusal.js';
import type { Official } from '../../policy/actor.js';
import { Acting, CookieSettings, EvenWithGivenPassword, fromThisSite, Public, Visiting } from '../actor.js';
import { Does, Tagged } from '../described.js';
import { Refused } from '../refused.js';
import { Sessions, type Visitor } from '../sessions.js';
import { IdParam } from './params.js';
import { LogInBody, PasswordChangeBody, TokenBody } from './session-inputs.js';

@Tagged('sessions')
@Controller('sessions')
export class SessionsController {
  constructor(
    private readonly sessions: Sessions,
    private readonly cookies: CookieSettings,
  ) {}

  @Does('Logs in. The token is for programs; a browser keeps it in the cookie.', 'SessionOpened', 401, 403, 429)
  @Public()
  @Post()
  async logIn(
    @Body() { login, password }: LogInBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    // Nobody is to find themselves logged in, by another site, as somebody else.
    if (!fromThisSite(request)) throw Refused.because('cross_site_request');
    const opened = await this.sessions.logIn(login, password, request.ip);
    if (!isRefusal(opened)) void reply.header('Set-Cookie', this.cookie(opened.token, opened.expiresAt));
    return opened;
  }

  @Does('Your own logins and tokens, the newest first, at most 200.', 'OwnSessions')
  @Get()
  async own(@Visiting() visitor: Visitor) {
    return { items: await this.sessions.own(visitor) };
  }

  @Does('Who is logged in, and with which duties.', 'CurrentSession')
  @EvenWithGivenPassword()
  @Get('current')
  current(@Visiting() { official, session, passwordGiven }: Visitor) {
    return { official: official.id, mandates: official.mandates, session: session.id, passwordGiven };
  }

  @Does('Logs out: the session or token of this request ends at once.', null)
  @EvenWithGivenPassword()
  @Delete('current')
  @HttpCode(204)
  async logOut(@Visiting() { official, session }: Visitor, @Res({ passthrough: true }) reply: FastifyReply) {
    void reply.header('Set-Cookie', this.cookie('', '1970-01-01T00:00:00.000Z'));
    return (await this.sessions.end(official, session.id)) ?? undefined;
  }

  @Does('Changes your own password. Your other logins, and all your tokens, end at once.', null, 403, 422, 429)
  @EvenWithGivenPassword()
  @Put('password')
  @HttpCode(204)
  async changePassword(
    @Visiting() visitor: Visitor,
    @Body() { present, next }: PasswordChangeBody,
    @Req() request: FastifyRequest,
  ) {
    return (await this.sessions.changePassword(visitor, { present, next }, request.ip)) ?? undefined;
  }

  @Does('Opens a token for a program. It is shown once. Only after a login: a token opens no other.', 'SessionOpened')
  @Post('tokens')
  openToken(@Visiting() visitor: Visitor, @Body() body: TokenBody) {
    return this.sessions.openToken(visitor, body.label, body.days);
  }

  @Does('Ends one of your own logins or tokens at once.', null)
  @Delete(':id')
  @HttpCode(204)
  async end(@Acting() official: Official, @Param() { id }: IdParam) {
    return (await this.sessions.end(official, id)) ?? undefined;
  }

  private cookie(token: string, expiresAt: string): string {
    const expires = new Date(expiresAt).toUTCString();
    return `${this.cookies.name}=${token}; Path=/; HttpOnly; SameSite=Lax; Expires=${expires}${this.cookies.secure ? '; Secure' : ''}`;
  }
}
