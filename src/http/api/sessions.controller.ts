import { Body, Controller, Delete, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isRefusal } from '../../kernel/refusal.js';
import type { Official } from '../../policy/actor.js';
import { Acting, CookieSettings, fromThisSite, OwnToken, Public } from '../actor.js';
import { Does, Tagged } from '../described.js';
import { Refused } from '../refused.js';
import { Sessions } from '../sessions.js';
import { LogInBody, TokenBody } from './inputs.js';

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

  @Does('Who is logged in, and with which duties.', 'CurrentSession')
  @Get('current')
  current(@Acting() actor: Official) {
    return { official: actor.id, mandates: actor.mandates };
  }

  @Does('Logs out: the session or token of this request ends at once.', null)
  @Delete('current')
  @HttpCode(204)
  async logOut(@Acting() actor: Official, @OwnToken() token: string, @Res({ passthrough: true }) reply: FastifyReply) {
    void reply.header('Set-Cookie', this.cookie('', '1970-01-01T00:00:00.000Z'));
    return (await this.sessions.end(actor, token)) ?? undefined;
  }

  @Does('Opens a token for a program. It is shown once.', 'SessionOpened')
  @Post('tokens')
  openToken(@Acting() actor: Official, @Body() body: TokenBody) {
    return this.sessions.openToken(actor, body.label, body.days);
  }

  private cookie(token: string, expiresAt: string): string {
    const expires = new Date(expiresAt).toUTCString();
    return `${this.cookies.name}=${token}; Path=/; HttpOnly; SameSite=Lax; Expires=${expires}${this.cookies.secure ? '; Secure' : ''}`;
  }
}
